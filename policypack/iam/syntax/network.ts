/** IP networks in CIDR notation: `192.0.2.0/24`, `2001:db8::/32`, or a single address. */

/**
 * AWS calls a network with a shorter prefix than these public.
 * @see Amazon S3 User Guide, access-control-block-public-access, "The meaning of public" (2026)
 */
const shortestPrefix = { v4: 8, v6: 32 };

/** IPv4 addresses within IPv6: `::ffff:192.0.2.0/120` is `192.0.2.0/24`. */
const mappedBits = 96;

const isBelow = (value: number, limit: number): boolean => Number.isInteger(value) && value >= 0 && value < limit;

/** The two groups of an IPv4 address at the end of one of IPv6. */
const withGroups = (address: string): string => {
    const [whole, ...bytes] = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address) ?? [];
    if (whole === undefined) {
        return address;
    }
    const [one = 0, two = 0, three = 0, four = 0] = bytes.map(Number);
    return (
        address.slice(0, -whole.length) + [one * 256 + two, three * 256 + four].map((of) => of.toString(16)).join(":")
    );
};

/** The eight groups of an IPv6 address; undefined for other texts. */
const groupsOf = (address: string): readonly number[] | undefined => {
    const [before = "", after, ...more] = withGroups(address).split("::");
    const toGroups = (text: string): readonly number[] =>
        text === "" ? [] : text.split(":").map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? parseInt(group, 16) : -1));
    const [first, last] = [toGroups(before), toGroups(after ?? "")];
    const zeros = after === undefined ? 0 : 8 - first.length - last.length;
    const groups = [...first, ...Array.from({ length: Math.max(0, zeros) }, () => 0), ...last];
    const isValid = more.length === 0 && groups.length === 8 && groups.every((group) => isBelow(group, 0x10000));
    return isValid ? groups : undefined;
};

/** Whether so many of the first bits of an address are those of IPv4 addresses within IPv6. */
const startsLikeMapped = (groups: readonly number[], bits: number): boolean =>
    [0, 0, 0, 0, 0, 0xffff].every((group, at) => {
        const compared = Math.min(16, Math.max(0, bits - at * 16));
        return compared === 0 || ((groups[at] ?? 0) ^ group) >> (16 - compared) === 0;
    });

/** The network as IPv4, if it is one, or if it contains all of IPv4. */
const withoutMapping = (network: string): string => {
    const [address = ""] = network.split("/", 1);
    const groups = address.includes(":") ? groupsOf(address) : undefined;
    const bits = Math.min(128, prefixOf(network));
    if (groups === undefined || !(bits >= 0) || !startsLikeMapped(groups, Math.min(bits, mappedBits))) {
        return network;
    }
    if (bits <= mappedBits) {
        // A shorter prefix than AWS calls public is longer than that of most of IPv4.
        return bits < shortestPrefix.v6 ? network : "0.0.0.0/0";
    }
    const [high = 0, low = 0] = groups.slice(6);
    return `${[high >> 8, high & 255, low >> 8, low & 255].join(".")}/${bits - mappedBits}`;
};

/** Networks of other notations have a prefix that is no number, and count as the whole internet. */
const prefixOf = (network: string): number => {
    const [, bits] = network.split("/", 2);
    return bits === undefined ? Infinity : Number(bits);
};

/** Unique local and link-local addresses of IPv6, which nobody on the internet has. */
const isLocal = (network: string): boolean => {
    const [address = ""] = network.split("/", 1);
    const first = address.includes(":") ? (groupsOf(address)?.[0] ?? 0) : 0;
    const bits = prefixOf(network);
    return (first >> 9 === 0xfc00 >> 9 && bits >= 7) || (first >> 6 === 0xfe80 >> 6 && bits >= 10);
};

/** Whether one network covers most of the internet. */
export const isMostOfInternet = (network: string): boolean => {
    const plain = withoutMapping(network);
    if (isLocal(plain)) {
        return false;
    }
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
