import * as assert from "node:assert/strict";
import { isMostOfInternet, isUnionMostOfInternet } from "../../../../policypack/iam/syntax/network";

const firstBytes = (from: number, to: number): readonly string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `${String(from + index)}.0.0.0/8`);

describe("isMostOfInternet", () => {
    for (const network of [
        "0.0.0.0/0",
        "128.0.0.0/7",
        "::/0",
        "2000::/3",
        "2001:db8::/31",
        "fc00::/6",
        "fe80::/9",
        "::ffff:0.0.0.0/96",
        "::ffff:0:0/96",
        "::FFFF:0:0/96",
        "0:0:0:0:0:ffff:0:0/96",
        "0:0::0:ffff:128.0.0.0/97",
        "::ffff:8000:0/103",
        "::fffe:0:0/95",
        "::/80",
        "::/64",
    ]) {
        it(`is true for ${network}`, () => {
            assert.equal(isMostOfInternet(network), true);
        });
    }
    for (const network of ["1.2.3.4/x", "1.2.3.4/255.0.0.0"]) {
        it(`is true for ${network}, whose prefix is no number`, () => {
            assert.equal(isMostOfInternet(network), true);
        });
    }
    for (const network of [
        "1.2.3.4",
        "10.0.0.0/8",
        "192.0.2.0/24",
        "2001:db8::/32",
        "2001:db8::1",
        "::ffff:192.0.2.0/120",
        "1::ffff:0.0.0.0/96",
        "::ffff:10.0.0.0/104",
        "::ffff:192.0.2.1",
        "::ffff:c000:201",
        "::ffff:c000:200/120",
        "::ffff:a00:0/104",
        "::fffd:0:0/96",
        "::/96",
        "::1",
        "64:ff9b::/96",
        "fc00::/7",
        "fd12:3456::/16",
        "fe80::/10",
    ]) {
        it(`is false for ${network}`, () => {
            assert.equal(isMostOfInternet(network), false);
        });
    }
});

/** Exactly half of the internet: 110 networks of one first byte, and 87 smaller ones. */
const half = [
    ...firstBytes(1, 9),
    ...firstBytes(11, 99),
    ...firstBytes(101, 112),
    ...Array.from({ length: 87 }, (_, index) => `113.${String(169 + index)}.0.0/16`),
];

describe("isUnionMostOfInternet", () => {
    it("is false for half of the internet, and true for one address more", () => {
        assert.equal(isUnionMostOfInternet(half), false);
        assert.equal(isUnionMostOfInternet([...half, "113.168.0.1"]), true);
        assert.equal(isUnionMostOfInternet([...half, "::ffff:113.168.0.1"]), true);
        assert.equal(isUnionMostOfInternet([...half, "::ffff:113.168.0.1/128"]), true);
        assert.equal(isUnionMostOfInternet([...half, "::ffff:71a8:1"]), true);
        assert.equal(isUnionMostOfInternet([...half, "113.168.255.255/32", "1.1.1.1"]), true);
    });

    for (const network of [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "224.0.0.0/3",
        "255.255.255.255",
        "2001:db8::/32",
        "0.113.168.0.1",
        "113.168.1",
        "113.168.0.256",
        "113.168.0.x",
        "113.255.255.255",
    ]) {
        it(`does not count ${network}`, () => {
            assert.equal(isUnionMostOfInternet([...half, network]), false);
        });
    }

    const most: Readonly<Record<string, readonly string[]>> = {
        "all 256 networks of one first byte": firstBytes(0, 255),
        "the same in reverse": [...firstBytes(0, 255)].reverse(),
        "all networks but the private ones": firstBytes(1, 223).filter((network) => !/^(10|127)\./.test(network)),
        "all networks but a few of the internet": firstBytes(1, 200),
        "more than half of the networks": firstBytes(1, 120),
        "networks that overlap": [...firstBytes(0, 255), ...firstBytes(0, 255), "8.8.8.8"],
        "smaller networks": firstBytes(1, 223).flatMap((network) => [
            network.replace("/8", "/9"),
            network.replace(".0.0.0/8", ".128.0.0/9"),
        ]),
        "addresses within the networks": firstBytes(0, 255).map((network) => network.replace(".0.0.0/", ".1.2.3/")),
        "IPv4 within IPv6": firstBytes(0, 255).map((network) => `::ffff:${network.replace("/8", "/104")}`),
    };
    for (const [name, networks] of Object.entries(most)) {
        it(`is true for ${name}`, () => {
            assert.equal(isUnionMostOfInternet(networks), true);
        });
    }
    const little: Readonly<Record<string, readonly string[]>> = {
        "no network": [],
        "one network": ["192.0.2.0/24"],
        "the private networks": ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
        "less than half of the networks": firstBytes(1, 100),
        "the same network many times": firstBytes(0, 255).map(() => "192.0.2.0/24"),
        "networks of IPv6": firstBytes(0, 255).map((network) => `2001:${network.split(".")[0] ?? ""}::/32`),
        "texts that are no addresses": firstBytes(0, 255).map((network) => `x${network}`),
        "addresses out of range": firstBytes(256, 511),
        "addresses with too few bytes": firstBytes(0, 255).map((network) => network.replace(".0.0.0", ".0.0")),
        "single addresses": firstBytes(0, 255).map((network) => network.replace("/8", "")),
    };
    for (const [name, networks] of Object.entries(little)) {
        it(`is false for ${name}`, () => {
            assert.equal(isUnionMostOfInternet(networks), false);
        });
    }
});
