/** IP networks in CIDR notation: `192.0.2.0/24`, `2001:db8::/32`, or a single address. */

/**
 * AWS calls a network with a shorter prefix than these public.
 * @see Amazon S3 User Guide, access-control-block-public-access, "The meaning of public" (2026)
 */
const shortestPrefix = { v4: 8, v6: 32 };

/** IPv4 addresses within IPv6: `::ffff:192.0.2.0/120` is `192.0.2.0/24`. */
const mapped = /^::ffff:([0-9.]+)(?:\/(\d+))?$/i;
const mappedBits = 96;

/** The network as IPv4, if it is one. */
const withoutMapping = (network: string): string => {
    const [, address, bits] = mapped.exec(network) ?? [];
    return address === undefined ? network : `${address}${bits === undefined ? "" : `/${Number(bits) - mappedBits}`}`;
};

/** Networks of other notations have a prefix that is no number, and count as the whole internet. */
const prefixOf = (network: string): number => {
    const [, bits] = network.split("/", 2);
    return bits === undefined ? Infinity : Number(bits);
};

/** Whether one network covers most of the internet. */
export const isMostOfInternet = (network: string): boolean => {
    const plain = withoutMapping(network);
    return !(prefixOf(plain) >= (plain.includes(":") ? shortestPrefix.v6 : shortestPrefix.v4));
};

/** The first and the last address of an IPv4 network, as numbers. */
type Range = readonly [first: number, last: number];

const addresses = 2 ** 32;

/** Addresses that nobody on the internet has: private, loopback, link-local, shared, multicast and reserved ones. */
const notOnInternet: readonly string[] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
];

const rangeOf = (network: string): readonly Range[] => {
    const [address = ""] = network.split("/", 1);
    const bytes = address.split(".").map((byte) => (/^\d{1,3}$/.test(byte) ? Number(byte) : 256));
    if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) {
        return [];
    }
    const size = 2 ** (32 - Math.min(32, prefixOf(network)));
    const first = Math.floor(bytes.reduce((sum, byte) => sum * 256 + byte, 0) / size) * size;
    return [[first, first + size - 1]];
};

/** The addresses that are in none of the networks, at most. */
const countOutside = (networks: readonly string[]): number => {
    let outside = 0;
    let next = 0;
    for (const [first, last] of networks.flatMap(rangeOf).sort(([one], [other]) => one - other)) {
        outside += Math.max(0, first - next);
        next = Math.max(next, last + 1);
    }
    return outside + addresses - next;
};

/**
 * Whether IPv4 networks together leave less than half of the internet out, although none of them covers much of it. The
 * networks that AWS does not call public are too small for a document to list that many of IPv6.
 */
export const isUnionMostOfInternet = (networks: readonly string[]): boolean => {
    const plain = networks.map(withoutMapping).filter((network) => !network.includes(":"));
    return countOutside([...plain, ...notOnInternet]) * 2 < countOutside(notOnInternet);
};
