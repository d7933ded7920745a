import { AwsError } from "./awsError";
import { isRecord, parseJson, texts, type Properties, type Value } from "./value";

/** The kind of a document: a role's trust policy, an identity policy, or a resource policy. */
export type DocumentKind = "trust" | "grant" | "resource";

const malformed = (message: string): AwsError => new AwsError("MalformedPolicyDocument", message);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: ReadonlySet<string> = new Set(
    [
        "String:Equals,NotEquals,EqualsIgnoreCase,NotEqualsIgnoreCase,Like,NotLike",
        "Numeric:Equals,NotEquals,LessThan,LessThanEquals,GreaterThan,GreaterThanEquals",
        "Date:Equals,NotEquals,LessThan,LessThanEquals,GreaterThan,GreaterThanEquals",
        "Ip:Address",
        "Arn:Equals,Like,NotEquals,NotLike",
    ]
        .flatMap((row) => {
            const [family = "", names = ""] = row.split(":");
            return names.split(",").map((name) => family + name);
        })
        .concat("Bool", "BinaryEquals", "NotIpAddress", "Null")
        .map((name) => name.toLowerCase()),
);

const topLevel = new Set(["Version", "Id", "Statement"]);

const ofStatement = new Set([
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
]);

/** The size as IAM counts it: all characters but white space. */
export const countedSize = (document: string): number => document.replace(/\s/g, "").length;

/**
 * Throws AWS's error for a document that violates the policy grammar.
 *
 * Written from the policy grammar, independently of the pack's own parser, so that they do not share mistakes.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const rejectMalformed = (kind: DocumentKind, source: string): void => {
    const parsed = parseJson(source);
    // The provider's check accepts only objects. An empty one is rejected below.
    const document = isRecord(parsed) ? parsed : {};
    const unexpected = Object.keys(document).find((key) => !topLevel.has(key));
    if (unexpected !== undefined) {
        throw malformed(`Syntax errors in policy: unknown element ${unexpected}.`);
    }
    if (document.Version !== undefined && document.Version !== "2012-10-17" && document.Version !== "2008-10-17") {
        throw malformed(`The policy must contain a valid version string, got ${JSON.stringify(document.Version)}.`);
    }
    const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement ?? null];
    if (statements.length === 0) {
        throw malformed("Syntax errors in policy: Statement is empty.");
    }
    const sids = new Set<string>();
    statements.forEach((statement, index) => {
        const path = `Statement[${index}]`;
        if (!isRecord(statement)) {
            throw malformed(`Syntax errors in policy: ${path} is not an object.`);
        }
        rejectStatement(kind, statement, path);
        const sid = statement.Sid;
        if (typeof sid === "string" && sid !== "") {
            if (sids.has(sid)) {
                throw malformed(`Statement IDs (SID) in a single policy must be unique, got ${sid} twice.`);
            }
            sids.add(sid);
        }
    });
};

const rejectStatement = (kind: DocumentKind, statement: Properties, path: string): void => {
    const unexpected = Object.keys(statement).find((key) => !ofStatement.has(key));
    if (unexpected !== undefined) {
        throw malformed(`Syntax errors in policy: unknown element ${path}.${unexpected}.`);
    }
    rejectSid(kind, statement.Sid, path);
    if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
        throw malformed(`Syntax errors in policy: ${path}.Effect must be Allow or Deny.`);
    }
    rejectActions(kind, statement, path);
    rejectPrincipals(kind, statement, path);
    rejectResources(kind, statement, path);
    rejectConditions(statement.Condition, `${path}.Condition`);
    if (kind === "trust" && statement.Effect === "Allow") {
        rejectSharedIssuer(statement, path);
    }
};

/**
 * The condition key that AWS requires in a trust policy for an OIDC issuer that many organizations share. Holds the
 * issuers that these tests use.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const keysOfSharedIssuers: Readonly<Record<string, string>> = {
    "api.pulumi.com/oidc": "aud",
    "app.terraform.io": "sub",
    "gitlab.com": "sub",
    "token.actions.githubusercontent.com": "sub",
};

const rejectSharedIssuer = ({ Principal, Condition }: Properties, path: string): void => {
    const keys = Object.values(isRecord(Condition) ? Condition : {}).flatMap((each) =>
        isRecord(each) ? Object.keys(each) : [],
    );
    for (const provider of isRecord(Principal) ? texts(Principal.Federated) : []) {
        const issuer = provider.slice(provider.indexOf(":oidc-provider/") + ":oidc-provider/".length);
        const claim = keysOfSharedIssuers[issuer];
        const required = `${issuer}:${claim ?? ""}`;
        if (claim !== undefined && !keys.some((key) => key.toLowerCase() === required)) {
            throw malformed(
                `The trust policy must evaluate ${required}, which identifies the organization, at ${path}.`,
            );
        }
    }
};

const rejectSid = (kind: DocumentKind, sid: Value | undefined, path: string): void => {
    if (sid === undefined) {
        return;
    }
    if (typeof sid !== "string") {
        throw malformed(`Syntax errors in policy: ${path}.Sid is not a string.`);
    }
    // Resource policies accept spaces and more; IAM does not.
    if (kind !== "resource" && !/^[A-Za-z0-9]*$/.test(sid)) {
        throw malformed(
            `Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*, got ${sid} at ${path}.`,
        );
    }
};

/** The values of the element that is present; it is an error if both or neither are. */
const oneElement = (statement: Properties, positive: string, negative: string, path: string): string[] => {
    const given = [positive, negative].filter((name) => statement[name] !== undefined);
    const name = given[0];
    if (name === undefined || given.length === 2) {
        throw malformed(
            given.length === 2
                ? `Syntax errors in policy: ${path} has both ${positive} and ${negative}.`
                : `Policy statement must contain ${positive.toLowerCase()}s, ${path} has none.`,
        );
    }
    return textsOf(statement[name], `${path}.${name}`);
};

const textsOf = (value: Value | undefined, path: string): string[] => {
    const found = texts(value);
    if (found.length === 0 || (Array.isArray(value) && found.length !== value.length)) {
        throw malformed(
            `Syntax errors in policy: ${path} must be a string or a list of strings with at least one item.`,
        );
    }
    return found;
};

const rejectActions = (kind: DocumentKind, statement: Properties, path: string): void => {
    for (const action of oneElement(statement, "Action", "NotAction", path)) {
        if (action !== "*" && !/^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(action)) {
            throw malformed(
                `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc., got ${action} at ${path}.`,
            );
        }
        if (kind === "trust" && !/^sts:/i.test(action)) {
            throw malformed(`AssumeRole policy may only specify STS AssumeRole actions, got ${action} at ${path}.`);
        }
    }
};

const rejectResources = (kind: DocumentKind, statement: Properties, path: string): void => {
    if (kind === "trust") {
        if (statement.Resource !== undefined || statement.NotResource !== undefined) {
            throw malformed(`Has prohibited field Resource at ${path}.`);
        }
        return;
    }
    for (const resource of oneElement(statement, "Resource", "NotResource", path)) {
        if (resource === "*") {
            continue;
        }
        const [prefix, partition, service, region, , ...rest] = resource.split(":");
        if (prefix !== "arn" || rest.length === 0) {
            throw malformed(`Resource ${resource} must be in ARN format or "*", at ${path}.`);
        }
        if (!/^(\*|aws[a-z-]*\*?)$/.test(partition ?? "")) {
            throw malformed(`Partition "${partition ?? ""}" is not valid for resource "${resource}", at ${path}.`);
        }
        if (service === "") {
            throw malformed(`Vendor is not valid for resource "${resource}", at ${path}.`);
        }
        if (service === "iam" && region !== "" && region !== "*") {
            throw malformed(`IAM resource ${resource} cannot contain region information, at ${path}.`);
        }
    }
};

const principalTypes = new Set(["AWS", "Service", "Federated", "CanonicalUser"]);

const rejectPrincipals = (kind: DocumentKind, statement: Properties, path: string): void => {
    const given = ["Principal", "NotPrincipal"].filter((name) => statement[name] !== undefined);
    if (kind === "grant") {
        if (given.length > 0) {
            throw malformed(`Policy document should not specify a principal, at ${path}.`);
        }
        return;
    }
    const name = given[0];
    if (name === undefined || given.length === 2) {
        throw malformed(`Missing required field Principal at ${path}.`);
    }
    const principal = statement[name];
    if (principal === "*") {
        return;
    }
    if (!isRecord(principal) || Object.keys(principal).length === 0) {
        throw malformed(`Invalid principal in policy: ${JSON.stringify(principal)} at ${path}.`);
    }
    for (const [type, value] of Object.entries(principal)) {
        if (!principalTypes.has(type)) {
            throw malformed(`Invalid principal in policy: ${JSON.stringify(type)} at ${path}.`);
        }
        for (const one of textsOf(value, `${path}.${name}.${type}`)) {
            rejectPrincipal(type, one, path);
        }
    }
};

const rejectPrincipal = (type: string, principal: string, path: string): void => {
    const forms: Readonly<Record<string, RegExp>> = {
        AWS: /^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+|A[A-Z0-9]{15,})$/,
        Service: /^[a-z0-9][a-z0-9.-]*\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/,
        Federated: /^(arn:aws[a-z-]*:iam::\d{12}:(saml|oidc)-provider\/.+|[a-z0-9.-]+\.[a-z]+)$/,
    };
    if (forms[type]?.test(principal) === false) {
        throw malformed(
            `Invalid principal in policy: ${JSON.stringify(type.toUpperCase())}:${JSON.stringify(principal)} at ${path}.`,
        );
    }
};

const rejectConditions = (condition: Value | undefined, path: string): void => {
    if (condition === undefined) {
        return;
    }
    if (!isRecord(condition)) {
        throw malformed(`Syntax errors in policy: ${path} is not an object.`);
    }
    for (const [operator, keys] of Object.entries(condition)) {
        const plain = operator.replace(/^(ForAllValues|ForAnyValue):/i, "").replace(/IfExists$/i, "");
        if (!operators.has(plain.toLowerCase()) || /^NullIfExists$/i.test(operator)) {
            throw malformed(`Invalid Condition type : ${operator} at ${path}.`);
        }
        if (!isRecord(keys) || Object.keys(keys).length === 0) {
            throw malformed(`Syntax errors in policy: ${path}.${operator} must be an object with at least one key.`);
        }
        for (const [key, value] of Object.entries(keys)) {
            rejectConditionKey(key, value, `${path}.${operator}`);
        }
    }
};

const rejectConditionKey = (key: string, value: Value, path: string): void => {
    // Keys of an OIDC issuer begin with its address, including the path.
    if (!/^[A-Za-z0-9.-]+(\/[\w.~/-]+)?:.+$/.test(key)) {
        throw malformed(
            `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc., got ${key} at ${path}.`,
        );
    }
    const values = Array.isArray(value) ? value : [value];
    if (!values.every((one) => ["string", "number", "boolean"].includes(typeof one))) {
        throw malformed(`Syntax errors in policy: ${path}.${key} must be a scalar or a list of scalars.`);
    }
};
