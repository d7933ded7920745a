import { isRecord, parseJson, records, text, texts, type Properties } from "../../fakeAws/value";

/** The properties of what a component made, by logical name and type's last word: `web-profile InstanceProfile`. */
export type Found = (child: string) => Properties;

/** A component on the engine: first as it is made, then with more. */
export interface Scenario {
    readonly component: string;
    readonly make: (changed: boolean) => unknown;
    /** What the component puts into the account: type's last word and id, hashes of names and ids of AWS masked. */
    readonly exists: readonly string[];
    /** How its parts hang together in the account. */
    readonly holds: (found: Found) => void;
    /** What the change does: operation, type's last word and logical name. */
    readonly steps: readonly string[];
}

/** The place of the stand-in. */
export const account = "123456789012";
export const region = "eu-west-1";
export const schedule = "cron(0 2 ? * SUN *)";

const statements = (found: Properties, property: string): readonly Properties[] => {
    const document = parseJson(text(found, property));
    return records(isRecord(document) ? document.Statement : []);
};

/** Whom a role trusts. */
export const trusted = (found: Properties): readonly string[] =>
    statements(found, "assumeRolePolicy").flatMap(({ Principal }) =>
        isRecord(Principal) ? [...texts(Principal.Service), ...texts(Principal.Federated)] : [],
    );

/** The resources on which a document allows an action. */
export const allowed = (found: Properties, action: string): readonly string[] =>
    statements(found, "policy")
        .filter(({ Action }) => texts(Action).includes(action))
        .flatMap(({ Resource }) => texts(Resource));

/** A group, and one more. */
export const grantees = (changed: boolean): { groups: string[] } => ({
    groups: changed ? ["ops", "support"] : ["ops"],
});

/** Another group, and one more: AWS attaches ten policies to a group, and there are more components than that. */
export const staff = (changed: boolean): { groups: string[] } => ({
    groups: changed ? ["platform", "audit"] : ["platform"],
});
