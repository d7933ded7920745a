import { isRecord, parseJson, records, text, texts, type Properties } from "../../fakeAws/value";

/** Returns the properties of a child by logical name and short type: `web-profile InstanceProfile`. */
export type Found = (child: string) => Properties;

/** A component that is deployed, then changed. */
export interface Scenario {
    readonly component: string;
    readonly make: (changed: boolean) => unknown;
    /** The resources that it creates: short type and id, with hashes and AWS ids masked. */
    readonly exists: readonly string[];
    /** Asserts how its resources refer to each other. */
    readonly holds: (found: Found) => void;
    /** The steps of the change: operation, short type and logical name. */
    readonly steps: readonly string[];
}

/** The default location of the fake AWS. */
export const account = "123456789012";
export const region = "eu-west-1";
export const schedule = "cron(0 2 ? * SUN *)";

const statements = (found: Properties, property: string): readonly Properties[] => {
    const document = parseJson(text(found, property));
    return records(isRecord(document) ? document.Statement : []);
};

/** The services and identity providers that a role trusts. */
export const trusted = (found: Properties): readonly string[] =>
    statements(found, "assumeRolePolicy").flatMap(({ Principal }) =>
        isRecord(Principal) ? [...texts(Principal.Service), ...texts(Principal.Federated)] : [],
    );

/** The resources for which a policy allows an action. */
export const allowed = (found: Properties, action: string): readonly string[] =>
    statements(found, "policy")
        .filter(({ Action }) => texts(Action).includes(action))
        .flatMap(({ Resource }) => texts(Resource));

/** The groups of a component; each has its own, since a group has a quota of ten policies. */
export const groupsOf = (component: string): readonly [team: string, audit: string] => [
    `${component}-team`,
    `${component}-audit`,
];

/** The first group of a component; after the change, both. */
export const staff = (component: string, changed: boolean): { groups: string[] } => ({
    groups: groupsOf(component).slice(0, changed ? 2 : 1),
});
