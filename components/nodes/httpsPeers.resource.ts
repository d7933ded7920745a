import type { Input } from "@pulumi/pulumi";

/** The peer of a rule of a security group, as the rule names it, and HTTPS. */
interface HttpsRule {
    readonly ipProtocol: "tcp";
    readonly fromPort: 443;
    readonly toPort: 443;
    readonly referencedSecurityGroupId?: Input<string>;
    readonly prefixListId?: Input<string>;
    readonly cidrIpv4?: Input<string>;
}

/** Who is at the other end, by kind. */
interface HttpsPeers {
    readonly securityGroupIds?: Input<string>[] | undefined;
    readonly prefixListIds?: Input<string>[] | undefined;
    readonly cidrBlocks?: Input<string>[] | undefined;
}

/**
 * A rule for each peer, by the suffix of its name: the peer itself where that is a plain text, so that taking one away
 * leaves the others alone; a peer known only later is named by its position.
 */
export const httpsPeers = ({
    securityGroupIds = [],
    prefixListIds = [],
    cidrBlocks = [],
}: HttpsPeers): readonly (readonly [suffix: string, rule: HttpsRule])[] => {
    const each = (
        kind: string,
        property: "referencedSecurityGroupId" | "prefixListId" | "cidrIpv4",
        values: Input<string>[],
    ): readonly (readonly [string, HttpsRule])[] =>
        values.map((value, i) => [
            typeof value === "string" ? value.replace("/", "-") : `${kind}-${String(i)}`,
            { ipProtocol: "tcp", fromPort: 443, toPort: 443, [property]: value },
        ]);
    return [
        ...each("sg", "referencedSecurityGroupId", securityGroupIds),
        ...each("pl", "prefixListId", prefixListIds),
        ...each("cidr", "cidrIpv4", cidrBlocks),
    ];
};
