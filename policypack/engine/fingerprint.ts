import { digest } from "./canonicalForm";
import type { LocationMask } from "./locationMask";

/** What a fingerprint identifies. */
export interface Identified {
    readonly rule: string;
    /** The URN of the resource; empty for a document without one. */
    readonly urn: string;
    /** The property, without positions in lists, which anyone can shift. */
    readonly place: string;
    /** What tells the report from others of the same grant. */
    readonly identity: string;
    /** The digest of what is granted. */
    readonly grant: string;
}

/** Marks the fingerprints of this version, so that older ones are recognized. */
const version = "v2";

const form = new RegExp(`^${version}:[0-9a-f]{32}$`);

/** Whether the text is a fingerprint of this version. */
export const isFingerprint = (text: string): boolean => form.test(text);

/** URNs without their stack, as `urn:pulumi::project::types::name`: one exemption can name several stacks. */
const withoutStack = (text: string): string => text.replace(/(?<=\burn:pulumi:)[^:]*(?=::)/g, "");

/**
 * The fingerprint of a violation, for exemptions and baselines: a hash of the rule, the resource, the place in it, and
 * what is granted to whom. The stack, and its account, Region and partition, are not part of it. A changed statement has
 * a new fingerprint, and so has one whose Deny is removed, so an exemption does not cover it.
 */
export const fingerprint = ({ rule, urn, place, identity, grant }: Identified, mask: LocationMask): string =>
    `${version}:${digest(
        JSON.stringify([
            version,
            rule,
            mask.apply(withoutStack(urn)),
            mask.apply(place),
            mask.apply(withoutStack(identity)),
            grant,
        ]),
    )}`;

/** The fingerprint of a violation that several branches of a template have, each with a fingerprint of its own. */
export const fingerprintOfBranches = (names: ReadonlySet<string>): string => {
    const [first = "", ...others] = [...names].sort();
    return others.length === 0 ? first : `${version}:${digest([first, ...others].join())}`;
};

/**
 * Fingerprints of violations that repeat in elements of a list which have no names to distinguish them. Each further one
 * has a fingerprint of its own, so that an exemption does not cover an element that is added later.
 */
export class Repetitions {
    private readonly properties = new Map<string, Map<string, number>>();

    nameOf(name: string, property: string): string {
        if (!property.includes("[")) {
            return name;
        }
        const known = this.properties.get(name) ?? new Map<string, number>();
        this.properties.set(name, known);
        const before = known.get(property) ?? known.size;
        known.set(property, before);
        return before === 0 ? name : `${version}:${digest(`${name} ${before}`)}`;
    }
}
