/** One rule asked about one resource: what it finds, under which name, and how that stands. Pure; no package. */

import { providerAccount, providerRegion } from "./account";
import type { Configuration } from "./configuration";
import { documentsOf, type Place, type Surroundings } from "../documents";
import { exemptionOf, standingOf, type Exemption, type Standing } from "./exemptions";
import { parse } from "../iam";
import { fingerprint } from "./fingerprint";
import { verdictsOf } from "./evaluateDocument";
import type { Finding, Rule, Settings, RuleWords } from "./rule";

/** A resource as a rule sees it. */
export interface Subject {
    readonly type: string;
    readonly urn: string;
    readonly props: unknown;
    /** The settings of its provider. */
    readonly provider?: unknown;
}

/** A finding about a resource. */
export interface Ruling extends Omit<Finding, "level"> {
    readonly rule: RuleWords;
    readonly level: "mandatory" | "advisory";
    readonly urn: string;
    /** The property the path starts in. */
    readonly property: string;
    /** Names the finding for exemptions and baselines. */
    readonly fingerprint: string;
    readonly standing: Standing;
    /** The exemption that speaks of it, expired or not. */
    readonly exemption: Exemption | undefined;
}

type Unstood = Omit<Ruling, "standing" | "exemption">;

/** How a ruling stands on the day it is made. */
export const standing = ({ fingerprint: name }: Unstood, { exemptions }: Configuration, day: string): Standing =>
    standingOf(exemptionOf(name, exemptions), day);

/** The ruling with what the configuration says of it. */
export const stood = (ruling: Unstood, configuration: Configuration, day: string): Ruling => ({
    ...ruling,
    exemption: exemptionOf(ruling.fingerprint, configuration.exemptions),
    standing: standing(ruling, configuration, day),
});

/** What a rule may know of the place it judges. */
export const settingsFor = ({ settings }: Configuration, { provider }: Subject): Settings => {
    const { region, partition } = providerRegion(provider);
    // Field by field: every policy asks for it at every document.
    return {
        account: settings.account ?? providerAccount(provider),
        region: settings.region ?? region,
        partition: settings.partition ?? partition,
        ownAccounts: settings.ownAccounts,
        ownOrganizations: settings.ownOrganizations,
        acceptedRolePatterns: settings.acceptedRolePatterns,
        services: settings.services,
        unlistedServices: settings.unlistedServices,
    };
};

/**
 * Visits every one, also when a visit throws, and lets the throw go on after the last. Pulumi's note about one unknown
 * document must not keep a known one from being judged.
 */
export const visitAll = <Each>(all: readonly Each[], visit: (each: Each) => void, from = 0): void => {
    const each = all[from];
    if (each === undefined) {
        return;
    }
    try {
        visit(each);
    } finally {
        visitAll(all, visit, from + 1);
    }
};

/** What a rule finds in one document of a resource. */
export const rulingsAt = (rule: Rule, subject: Subject, place: Place, settings: Settings): readonly Unstood[] => {
    const { maximumCharacters } = place;
    const known = maximumCharacters === undefined ? settings : { ...settings, maximumCharacters };
    return verdictsOf(rule, parse(place.kind, place.raw), known).map((verdict) => ({
        ...verdict,
        rule,
        urn: subject.urn,
        property: place.property,
        paste: place.pasteFields?.(settings.account) ?? verdict.paste,
        fingerprint: fingerprint(
            rule.name,
            verdict.statement === undefined ? verdict.fingerprint : [verdict.statement],
            subject.urn,
        ),
    }));
};

/** The settings of a resource, read when first asked for: most resources hold nothing a rule asks about. */
export const settingsOnce = (configuration: Configuration, subject: Subject): (() => Settings) => {
    let settings: Settings | undefined;
    return () => (settings ??= settingsFor(configuration, subject));
};

/** What templates of a resource are read with. */
export class SubjectSurroundings implements Surroundings {
    constructor(
        private readonly settings: () => Settings,
        readonly readTemplate: Surroundings["readTemplate"],
    ) {}

    get account(): string | undefined {
        const { account, ownAccounts } = this.settings();
        return account ?? ownAccounts[0];
    }
}

/**
 * Asks a document rule about a resource. Each ruling is told as soon as it is made, because reading the next document
 * may throw Pulumi's note that it is not known yet.
 */
export const askDocuments = (
    rule: Rule,
    subject: Subject,
    configuration: Configuration,
    day: string,
    tell: (ruling: Ruling) => void,
    readTemplate?: Surroundings["readTemplate"],
): void => {
    const settings = settingsOnce(configuration, subject);
    const surroundings = new SubjectSurroundings(settings, readTemplate);
    // Both branches of a template's Fn::If often hold the same document.
    const told = new Set<string>();
    visitAll(documentsOf(subject.type, subject.props, surroundings, rule.appliesTo), (place) => {
        for (const ruling of rulingsAt(rule, subject, place, settings())) {
            const key = [ruling.property, ruling.path, ruling.found, ruling.fingerprint].join("\n");
            if (!told.has(key)) {
                told.add(key);
                tell(stood(ruling, configuration, day));
            }
        }
    });
};

/** Where in the resource: `inlinePolicies[0].policy.Statement[1].Resource`. */
export const whereOf = ({ property, path }: Pick<Ruling, "property" | "path">): string =>
    [property, path].filter((part) => part !== "").join(".") || "the resource";

/** A ruling for a person: where, what, why, what to write, and how to let it stand. */
export const saidOf = (ruling: Ruling): string => {
    const { found, why, paste, exemption, standing } = ruling;
    return [
        `${whereOf(ruling)} has ${found}. ${why}`,
        `Write instead: ${paste}`,
        ...(standing === "expired" && exemption !== undefined
            ? [`Its exemption ("${exemption.reason}") ended on ${exemption.expires}.`]
            : []),
        `Fingerprint: ${ruling.fingerprint}`,
    ].join("\n");
};
