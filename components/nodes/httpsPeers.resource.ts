import type { Input } from "@pulumi/pulumi";

/** A security group rule for HTTPS with one peer. */
interface HttpsRule {
    readonly ipProtocol: "tcp";
    readonly fromPort: 443;
    readonly toPort: 443;
    readonly referencedSecurityGroupId?: Input<string>;
    readonly prefixListId?: Input<string>;
    readonly cidrIpv4?: Input<string>;
}

/** The peers, by kind. */
interface HttpsPeers {
    readonly securityGroupIds?: Input<string>[] | undefined;
    readonly prefixListIds?: Input<string>[] | undefined;
    readonly cidrBlocks?: Input<string>[] | undefined;
}

/**
 * A rule for each peer, with the suffix of its logical name. The suffix is the peer if it is a plain string, so that
 * removing one peer does not replace the rules of the others. An output is named by its position instead.
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
