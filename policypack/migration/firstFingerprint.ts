/**
 * The fingerprints of the first version, to find the violations that its exemptions refer to. Nothing that evaluates
 * imports this file.
 */
import { createHash } from "node:crypto";
import type { ResourceViolation } from "../engine/violation";
import {
    memoizeByObject,
    writtenText,
    type ConditionModel,
    type PolicyModel,
    type PolicyString,
    type PrincipalModel,
    type StatementModel,
} from "../iam";

const sorted = (words: readonly PolicyString[], lower = false): string[] =>
    words.map((one) => (lower ? one.text.toLowerCase() : writtenText(one))).sort();

const principalTexts = (principals: readonly PrincipalModel[]): string[] =>
    principals.map(({ kind, text }) => `${kind} ${kind === "service" ? text.toLowerCase() : text}`).sort();

const clause = ({ operator, setPrefix, ifExists, key, values }: ConditionModel): string =>
    JSON.stringify([setPrefix ?? "", operator, ifExists, key, sorted(values)]);

const statementForm = memoizeByObject((one: StatementModel): string =>
    JSON.stringify([
        one.effect ?? "",
        principalTexts(one.principals),
        principalTexts(one.notPrincipals),
        sorted(one.actions, true),
        sorted(one.notActions, true),
        sorted(one.resources),
        sorted(one.notResources),
        one.conditions.map(clause).sort(),
    ]),
);

const documentForm = memoizeByObject(({ statements }: PolicyModel): string =>
    statements.map(statementForm).sort().join("\n"),
);

type Data = ResourceViolation["data"];

/** The texts that were hashed where there was no statement, by the rule's message or by the rule. */
const texts: Readonly<Record<string, (data: Data, property: string) => string>> = {
    failed: ({ what, error }) => `a ${what} on which the rule itself fails: ${error}`,
    unreadable: ({ error }) => `a document that cannot be read: ${error}`,
    beyondLimits: ({ limit }) => `not evaluated: ${limit}`,
    emptyText: () => "an empty text",
    invalidJson: ({ error }) => `text that is not JSON: ${error}`,
    documentNotObject: ({ value }) => `${value} where a document should be`,
    duplicateKey: () => "a key written twice in one object",
    duplicateKeys: ({ count }) => `${count} keys written twice in one object`,
    unknownVersion: ({ version }) => `${version}`,
    missingStatement: () => "nothing",
    emptyStatement: () => "an empty list",
    unknownElement: ({ element }) => `an element called ${element}`,
    elementInWrongCase: ({ element }) => `an element called ${element}`,
    statementNotObject: ({ value }) => `${value}`,
    tooLong: ({ size }) => `${size} characters without white space`,
    tooLongSinglePolicy: ({ size }) => `${size} characters without white space`,
    overQuota: ({ kind, name, size, excess }) =>
        excess === undefined
            ? `${size} characters without white space`
            : `${size} characters in the inline policies of ${kind} ${name} together, ${excess} too many`,
    sharedWithAll: (_, property) => `${property} the document shared with all accounts of AWS`,
    sharingAllowed: (_, property) => `${property} public sharing of documents allowed in the Region`,
    instanceRole: ({ policy }, property) => `${property} ${policy} attached`,
    maintenanceWindowRole: ({ policy }, property) => `${property} ${policy} attached`,
    automationRole: ({ policy }, property) => `${property} ${policy} attached`,
    limitOutOfRange: ({ limit }, property) => `${property} registrationLimit ${limit}, and AWS takes 1 to 1000`,
    invalidDate: ({ date }, property) => `${property} expirationDate ${date}, which is no date`,
    expiresTooLate: ({ date, day }, property) => `${property} expirationDate ${date}, more than 30 days from ${day}`,
    everyAddress: ({ block, endpoint, endpoints }) =>
        endpoint === undefined
            ? `${block} let in to the endpoints ${endpoints}`
            : `${block} let in to the endpoint ${endpoint}`,
    createsAndPasses: ({ kind, name, actions, resources, role }) =>
        `${kind} ${name} may ${actions} on ${resources} and pass ${role}`,
    administrator: ({ kind, holder, role, resource }) =>
        `${kind} ${holder} may pass ${role} (by ${resource}), which is an administrator`,
    passesEveryRole: ({ kind, holder, role, resource }) =>
        `${kind} ${holder} may pass ${role} (by ${resource}), which may itself pass every role`,
};

const hashedText = ({ rule, statement, document, messageId, data, property, identity }: ResourceViolation): string => {
    if (statement !== undefined) {
        return statementForm(statement);
    }
    if (rule.on === "document" && document !== undefined && document.statements.length > 0) {
        return documentForm(document);
    }
    const text = Object.hasOwn(texts, messageId) ? texts[messageId] : undefined;
    return rule.on === "attachment" || text === undefined ? (identity ?? "") : text(data, property);
};

/** The fingerprint that the first version gave a violation: a hash of the rule, the URN and the statement or a text. */
export const firstFingerprint = (violation: ResourceViolation): string =>
    createHash("sha256")
        .update([violation.rule.name, violation.urn, hashedText(violation)].join("\n"))
        .digest("hex")
        .slice(0, 32);
