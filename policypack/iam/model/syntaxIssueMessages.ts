/**
 * The texts of syntax issues. `{name}` stands for a value of the issue. Fingerprints hash the IDs, so an ID never changes.
 */

interface SyntaxIssueMessage {
    /** What is wrong: a clause without a period. */
    readonly message: string;
    /** Why it matters, as one or two sentences. */
    readonly reason: string;
    /** What to do, as a sentence. Text to paste is the `replacement` of the issue. */
    readonly fix: string;
}

const unreadable = {
    reason: "An unreadable document cannot be evaluated, and IAM rejects it.",
    fix: 'Write a JSON object, such as { "Version": "2012-10-17", "Statement": [ … ] }.',
};

const duplicateKey = {
    reason: "JSON parsers differ in which of the duplicates they keep, so a grant can hide in the other.",
    fix: "Write each key once; put several values in one list.",
};

const unknownElement = {
    message: "unknown element {element}",
    reason: "IAM has no element with that name (names are case-sensitive) and rejects the document.",
};

const effect = {
    message: 'expected "Allow" or "Deny", found {value}',
    reason: "An Effect is exactly Allow or Deny; the values are case-sensitive.",
};

const actionReason = "A statement needs exactly one of Action and NotAction.";

const resourceReason = "A statement needs exactly one of Resource and NotResource.";

const principal = {
    message: 'expected "*" or an object, found {value}',
    reason: 'A principal is "*" or an object keyed by principal type.',
};

const operator = {
    message: "unknown condition operator {operator}",
    reason: "IAM has no operator with that name and rejects the document.",
};

/** The texts of each syntax issue, by its ID. */
export const syntaxIssueMessages = {
    // The document
    unreadable: { ...unreadable, message: "cannot be read: {error}" },
    beyondLimits: {
        message: "cannot be evaluated: {limit}",
        reason: "What cannot be evaluated within these limits may allow anything, and CloudFormation may reject it.",
        fix: "Write what the template repeats or refers to in a shorter way, without references to itself.",
    },
    partlyRead: {
        message: "the template cannot be read whole: {found}",
        reason: "CloudFormation may read the rest of the template, which may allow anything.",
        fix: "Correct the template at this place.",
    },
    emptyText: { ...unreadable, message: "expected a policy document, found an empty string" },
    invalidJson: { ...unreadable, message: "invalid JSON: {error}" },
    documentNotObject: { ...unreadable, message: "expected a policy document, found {value}" },
    duplicateKey: { ...duplicateKey, message: "contains a duplicate key" },
    duplicateKeys: { ...duplicateKey, message: "contains {count} duplicate keys" },
    unknownVersion: {
        message: "unknown policy version {version}",
        reason: "IAM accepts the versions 2012-10-17 and 2008-10-17 and rejects any other value.",
        fix: "Use the version 2012-10-17.",
    },
    missingStatement: {
        message: "is missing",
        reason: "A policy document needs a Statement element.",
        fix: "Add a Statement element with the statements.",
    },
    emptyStatement: {
        message: "is an empty list",
        reason: "IAM rejects a policy without statements.",
        fix: "Add a statement, or remove the policy.",
    },
    // Elements and their values
    unknownElement: { ...unknownElement, fix: "Use one of: {elements}." },
    elementInWrongCase: { ...unknownElement, fix: "Write the name in the case that IAM uses." },
    notString: {
        message: "expected a string, found {value}",
        reason: "IAM accepts only strings here.",
        fix: "Write a string.",
    },
    longString: {
        message: "string of {length} characters, starting with {start}",
        reason: "No IAM action, ARN or value is that long, so no rule evaluates it.",
        fix: "Write each name as a separate string.",
    },
    // Statements
    statementNotObject: {
        message: "expected an object, found {value}",
        reason: "A statement is an object.",
        fix: 'Write an object, such as { "Effect": "Allow", … }.',
    },
    missingEffect: { ...effect, fix: "Add an Effect." },
    unknownEffect: { ...effect, fix: "Write Allow or Deny exactly." },
    sidNotString: {
        message: "expected a string, found {value}",
        reason: "A Sid is a string.",
        fix: "Write the Sid as a string.",
    },
    sidCharacters: {
        message: '"{sid}" has characters other than letters and digits',
        reason: "The Sid of an identity policy may contain only letters and digits.",
        fix: "Remove the other characters.",
    },
    duplicateSid: {
        message: '"{sid}" is already the Sid of another statement',
        reason: "A Sid must be unique within a policy.",
        fix: "Write another Sid.",
    },
    missingAction: {
        message: "has no Action",
        reason: actionReason,
        fix: 'List the actions in Action, each as "service:Name".',
    },
    actionAndNotAction: {
        message: "has both Action and NotAction",
        reason: actionReason,
        fix: "Keep the Action and remove the NotAction.",
    },
    missingResource: {
        message: "has no Resource",
        reason: resourceReason,
        fix: "List the ARNs of the resources in Resource.",
    },
    resourceAndNotResource: {
        message: "has both Resource and NotResource",
        reason: resourceReason,
        fix: "Keep the Resource and remove the NotResource.",
    },
    resourceInTrustPolicy: {
        message: "has a Resource",
        reason: "A trust policy applies to its own role; IAM rejects a Resource in it.",
        fix: "Remove the Resource.",
    },
    // Principals
    missingPrincipal: {
        message: "has no Principal",
        reason: "A trust policy names who may assume the role; IAM rejects one without a Principal.",
        fix: 'Name who may assume the role, such as "Principal": { "Service": "…" }.',
    },
    principalAndNotPrincipal: {
        message: "has both Principal and NotPrincipal",
        reason: "A statement may have only one of Principal and NotPrincipal.",
        fix: "Remove the NotPrincipal.",
    },
    principalInIdentityPolicy: {
        message: "has a Principal",
        reason: "An identity policy applies to the identity it is attached to; IAM rejects a Principal in it.",
        fix: "Remove the Principal.",
    },
    principalWithoutType: { ...principal, fix: "Write the principal under its type." },
    principalNotObject: { ...principal, fix: 'Write an object, such as { "Service": "…" }.' },
    wildcardInPrincipal: {
        message: '"{principal}" contains a wildcard',
        reason: "IAM rejects a wildcard in part of a principal; use a Condition to match a pattern.",
        fix: 'Write "Principal": { "AWS": "*" }, with "ArnLike": { "aws:PrincipalArn": "arn:…" } in the Condition.',
    },
    // Conditions
    conditionNotObject: {
        message: "expected an object of condition operators, found {value}",
        reason: "A Condition is an object that maps operators to condition keys.",
        fix: 'Write an object, such as { "StringEquals": { "key": "value" } }.',
    },
    unknownOperator: {
        ...operator,
        fix: "Use an IAM operator, such as StringEquals, StringLike, ArnLike, Bool or Null.",
    },
    unsupportedIfExists: { ...operator, fix: "Remove IfExists from the operator." },
    operatorNotObject: {
        message: "expected an object of condition keys, found {value}",
        reason: "An operator maps condition keys to values.",
        fix: 'Write an object, such as { "key": "value" }.',
    },
    duplicateConditionKey: {
        message: "duplicate condition key {key} under {operator}",
        reason: "Condition key names are case-insensitive, so only one of the two may apply.",
        fix: "Write the key once, with all its values in one list.",
    },
} satisfies Readonly<Record<string, SyntaxIssueMessage>>;

export type SyntaxIssueId = keyof typeof syntaxIssueMessages;
