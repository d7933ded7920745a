/**
 * The policy documents that Crossplane's classic provider spells out in fields of its own: `effect`, `principal` with
 * `awsPrincipals`, and conditions as lists.
 *
 * @see https://github.com/crossplane-contrib/provider-aws, apis/s3/common/bucketpolicy.go and apis/ecr (2026-12-01)
 */
import { memoizeByText } from "../../iam";
import { getOwn, isFullyKnown, type Step } from "../values/paths";

/** The API group of a type, and its kind. */
const spelledOut: ReadonlySet<string> = new Set([
    "s3.aws.crossplane.io BucketPolicy",
    "ecr.aws.crossplane.io RepositoryPolicy",
]);

const isSpelledOut = memoizeByText(100_000, (type): boolean => {
    const [provider = "", module = "", kind = ""] = type.split(":");
    return provider === "kubernetes" && spelledOut.has(`${module.split("/", 1)[0] ?? ""} ${kind}`);
});

/** Where the document stands in the resource. */
const below: readonly Step[] = ["spec", "forProvider", "policy"];

const elementsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

/** The members that have a value. */
const present = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));

/** One of these is set. A reference to another object names nobody until Crossplane resolves it. */
const awsPrincipal = (value: unknown): unknown =>
    getOwn(value, "iamUserArn") ?? getOwn(value, "iamRoleArn") ?? getOwn(value, "awsAccountId");

const principalOf = (value: unknown): unknown => {
    if (value === undefined || value === null) {
        return undefined;
    }
    if (getOwn(value, "allowAnon") === true || getOwn(value, "raw") === "*") {
        return "*";
    }
    const listed = elementsOf(getOwn(value, "awsPrincipals")).map(awsPrincipal);
    const known = listed.filter((one) => one !== undefined && one !== null);
    return present({
        AWS: known.length === 0 ? undefined : known,
        Service: getOwn(value, "service"),
        Federated: getOwn(value, "federated"),
    });
};

const values = ["stringValue", "dateValue", "numericValue", "booleanValue", "listValue"];

const conditionOf = (value: unknown): unknown => {
    const operators = elementsOf(value).map((one) => {
        const pairs = elementsOf(getOwn(one, "conditions")).map((pair) => [
            String(getOwn(pair, "key")),
            values.map((name) => getOwn(pair, name)).find((found) => found !== undefined && found !== null),
        ]);
        return [String(getOwn(one, "operatorKey")), Object.fromEntries(pairs) as object] as const;
    });
    return operators.length === 0 ? undefined : Object.fromEntries(operators);
};

const statementOf = (value: unknown): unknown =>
    present({
        Sid: getOwn(value, "sid"),
        Effect: getOwn(value, "effect"),
        Principal: principalOf(getOwn(value, "principal")),
        NotPrincipal: principalOf(getOwn(value, "notPrincipal")),
        Action: getOwn(value, "action"),
        NotAction: getOwn(value, "notAction"),
        Resource: getOwn(value, "resource"),
        NotResource: getOwn(value, "notResource"),
        Condition: conditionOf(getOwn(value, "condition")),
    });

/** A document that is spelled out in fields of a provider. */
export interface SpelledOutDocument {
    readonly steps: readonly Step[];
    /** The document in IAM's form. */
    readonly raw: unknown;
}

/** The document that a resource of another provider spells out; undefined if it has none, or if it is not known yet. */
export const spelledOutDocument = (type: string, props: unknown): SpelledOutDocument | undefined => {
    const policy = isSpelledOut(type) ? below.reduce<unknown>(getOwn, props) : undefined;
    const statements = getOwn(policy, "statements");
    return Array.isArray(statements) && isFullyKnown(policy)
        ? {
              steps: below,
              raw: {
                  Version: getOwn(policy, "version") ?? "2012-10-17",
                  Statement: statements.map(statementOf),
              },
          }
        : undefined;
};
