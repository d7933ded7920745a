import { document, nested, pass, policy, record, roleTrusting, times, trustOf, type HostileKind } from "./kind";

/** Configurations of the pack. */
export const configurations: readonly HostileKind[] = [
    {
        name: "expired exemptions",
        size: 3_000,
        resources: () => policy(document(pass("*"))),
        sections: (size) => ({
            "iam-passrole-wildcard": {
                exemptions: times(size, (i) => ({
                    fingerprint: `v2:${String(i).padStart(32, "0")}`,
                    stacks: ["*"],
                    reason: "r",
                    expires: "2020-01-01",
                })),
            },
        }),
    },
    {
        name: "exemptions of an earlier version",
        size: 3_000,
        resources: () => policy(document(pass("*"))),
        sections: (size) => ({
            "iam-passrole-wildcard": {
                exemptions: times(size, (i) => ({
                    fingerprint: String(i).padStart(32, "0"),
                    reason: "r",
                    expires: "2099-01-01",
                })),
            },
        }),
    },
    {
        name: "stacks of one exemption",
        size: 10_000,
        resources: () => policy(document(pass("*"))),
        sections: (size) => ({
            "iam-passrole-wildcard": {
                exemptions: [
                    {
                        fingerprint: `v2:${"0".repeat(32)}`,
                        stacks: times(size, (i) => `${"*a".repeat(20)}${i}`),
                        reason: "r",
                        expires: "2099-01-01",
                    },
                ],
            },
        }),
    },
    {
        name: "a configuration nested deeply",
        size: 5_000,
        resources: () => policy(document(pass("*"))),
        sections: (size) => ({
            "iam-passrole-wildcard": {
                ownAccounts: nested(size, "[", "", "]"),
                services: nested(size, '{"a":', "1", "}"),
            },
        }),
    },
    {
        name: "configuration keys named like inherited members",
        size: 1,
        resources: () => policy(document(pass("*"))),
        sections: () => ({
            "iam-passrole-wildcard": JSON.parse(
                '{"constructor":1,"__proto__":{"a":1},"services":{"__proto__":"required"}}',
            ) as unknown,
        }),
    },
    {
        name: "service classes",
        size: 2_000,
        resources: () => roleTrusting(document(trustOf({ Service: times(200, (i) => `s${i}.amazonaws.com`) }))),
        sections: (size) => ({
            "iam-trust-confused-deputy": { services: record(size, (i) => [`x${i}.amazonaws.com`, "required"]) },
        }),
    },
    {
        name: "accepted role patterns",
        size: 200,
        resources: (size) => policy(document(pass(times(size, (i) => `arn:aws:iam::*:role/*a${i}*b*`)))),
        sections: (size) => ({
            "iam-passrole-role-pattern": {
                acceptedRolePatterns: times(size, (i) => ({ pattern: `arn:aws:iam::*:role/*c*${i}*`, reason: "r" })),
            },
        }),
    },
];
