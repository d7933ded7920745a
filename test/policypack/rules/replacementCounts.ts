/** How many violations of the cases have a replacement, and why the others have none. */

/** Violations, and those with a replacement. */
type Count = readonly [violations: number, withReplacement: number];

/** The counts of each rule before its replacements were statements, which its share must not fall below. */
export const sharesBefore: Readonly<Record<string, Count>> = {
    "iam-passrole-wildcard": [108, 108],
    "iam-passrole-role-pattern": [33, 33],
    "iam-passrole-service": [49, 49],
    "iam-trust-confused-deputy": [171, 171],
    "iam-trust-oidc-subject": [54, 54],
    "iam-external-id": [12, 12],
    "iam-resource-confused-deputy": [42, 42],
    "iam-resource-public": [44, 44],
    "iam-service-linked-role-scope": [14, 14],
    "ssm-service-wildcard": [46, 46],
    "ssm-setting-scope": [11, 11],
    "ssm-bucket-region-wildcard": [23, 23],
    "iam-condition-never-true": [23, 22],
    "iam-condition-breaks-service": [10, 10],
    "iam-document-malformed": [88, 17],
    "iam-document-size": [4, 0],
    "iam-passrole-managed-policy": [1, 1],
    "iam-role-factory": [1, 1],
    "iam-passrole-privileged-role": [1, 1],
    "iam-inline-size": [1, 0],
    "ssm-activation-limits": [8, 8],
    "ssm-deprecated-policy": [10, 0],
    "ssm-document-public": [6, 6],
    "ssm-endpoint-ingress": [1, 0],
};

/** Messages of later rules, by rule: they do not count for the share before. */
export const laterMessages: Readonly<Record<string, readonly string[]>> = {
    "iam-resource-confused-deputy": ["noConditions", "bucketSubscription"],
    "iam-condition-breaks-service": ["noConditions"],
};

const authorKnows = "Only the author knows what is meant.";
const unreadable = "The text cannot be read as a document.";
const shorter = "What can be left out is known only to the author.";
const ambiguous = "Which of the two counts depends on the parser.";

/** Why violations have no replacement, by rule and message. */
export const withoutReplacement: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "iam-condition-never-true": {
        unknownKey: authorKnows,
    },
    "iam-document-malformed": {
        emptyText: unreadable,
        invalidJson: unreadable,
        documentNotObject: unreadable,
        statementNotObject: unreadable,
        principalNotObject: authorKnows,
        missingStatement: authorKnows,
        emptyStatement: authorKnows,
        unknownElement: authorKnows,
        elementInWrongCase: "With the element, the statement takes effect, and another rule reports it.",
        notString: authorKnows,
        longString: authorKnows,
        missingEffect: "Whether the statement allows or denies is known only to the author.",
        unknownEffect: "Whether the statement allows or denies is known only to the author.",
        missingAction: authorKnows,
        missingResource: authorKnows,
        conditionNotObject: authorKnows,
        unknownOperator: authorKnows,
        operatorNotObject: authorKnows,
        missingPrincipal: authorKnows,
        wildcardInPrincipal: "The pattern names no account, so a condition on it would restrict nothing.",
        duplicateKey: ambiguous,
        duplicateKeys: ambiguous,
        tooLong: shorter,
        tooLongSinglePolicy: shorter,
    },
    "iam-resource-confused-deputy": {
        noConditions: "No condition can restrict the service, and the way out needs no policy.",
        bucketSubscription: "@pulumi/aws writes the permission, so nobody has its properties to change.",
    },
    "iam-condition-breaks-service": {
        noConditions: "Without the condition, the policy accepts the service on behalf of every account.",
    },
    "iam-document-size": { overQuota: shorter },
    "iam-inline-size": { overQuota: "A managed policy and its attachment are other resources." },
    "ssm-deprecated-policy": {
        instanceRole: "The policy that takes its place allows less, so nodes need another one beside it.",
        maintenanceWindowRole: "The policy that takes its place depends on the tasks of the window.",
        automationRole: "The policy that takes its place depends on the runbooks.",
    },
    "ssm-endpoint-ingress": { everyAddress: "The security group of the nodes is another resource." },
};
