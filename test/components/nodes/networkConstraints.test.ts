import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as network from "../../../components/nodes/networkConstraints";

const fits = (text: string): boolean => new RegExp(`^(?:${network.cidrBlock.pattern ?? ""})$`, "u").test(text);

describe("cidrBlock", () => {
    for (const text of ["10.0.0.0/8", "192.168.255.255/32", "172.16.0.0/12", "100.64.0.0/10", "255.0.0.0/8"]) {
        it(`accepts ${text}`, () => {
            assert.equal(fits(text), true);
        });
    }

    for (const text of [
        "0.0.0.0/0",
        "0.0.0.0/1",
        "10.0.0.0/7",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0/16",
        "10.0.0.0.0/16",
        "10.0.0.0./16",
        "10..0.0/16",
        "256.0.0.0/8",
        "010.0.0.0/8",
        "10.0.0.0",
        "::/0",
        "10.0.0.0/16\n",
        "*",
    ]) {
        it(`rejects ${JSON.stringify(text)}`, () => {
            assert.equal(fits(text), false);
        });
    }

    const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    const bits = fc.integer({ min: 8, max: 32 });
    const issuesOf = (text: string) => network.networkIssues({ blocks: [text] });

    it("reports the aligned block for an unaligned one", () => {
        fc.assert(
            fc.property(address, bits, (parts, length) => {
                const text = `${parts.join(".")}/${String(length)}`;
                const [issue] = issuesOf(text);
                const aligned = issue === undefined ? text : (/Use (\S+),/.exec(issue.fix)?.[1] ?? "");
                assert.ok(fits(aligned), aligned);
                assert.deepEqual(issuesOf(aligned), []);
                const number = (of: string) =>
                    of.split(/[./]/).reduce((sum, part, i) => (i < 4 ? sum * 256 + Number(part) : sum), 0);
                const behind = number(text) - number(aligned);
                assert.ok(behind >= 0 && behind < 2 ** (32 - length), `${aligned} does not contain ${text}`);
            }),
        );
    });
});

describe("network IDs", () => {
    for (const [constraint, valid, invalid] of [
        [network.vpcId, "vpc-0123456789abcdef0", "vpc-0123456789ABCDEF0"],
        [network.subnetId, "subnet-01234567", "subnet-012345678"],
        [network.securityGroupId, "sg-0123456789abcdef0", "sg-*"],
        [network.routeTableId, "rtb-0123456789abcdef0", "rtb-"],
        [network.prefixListId, "pl-6da54004", "com.amazonaws.eu-west-1.s3"],
        [network.organizationId, "o-a1b2c3d4e5", "o-A1B2C3D4E5"],
    ] as const) {
        it(`accept ${valid} and reject ${invalid}`, () => {
            const pattern = new RegExp(`^(?:${constraint.pattern ?? ""})$`, "u");
            assert.deepEqual(
                [valid, invalid].map((text) => pattern.test(text)),
                [true, false],
            );
        });
    }
});
