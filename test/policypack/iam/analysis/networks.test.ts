import * as assert from "node:assert/strict";
import { parse, statementsWithUnion } from "../../../../policypack/iam";

type Json = Readonly<Record<string, unknown>>;

const networks = (...values: readonly string[]): Json => ({ IpAddress: { "aws:SourceIp": values } });
const allow = (Condition: Json, rest: Json = {}): Json => ({
    Effect: "Allow",
    Principal: "*",
    Action: "sqs:SendMessage",
    Resource: "*",
    Condition,
    ...rest,
});

/** The networks of each statement that shares everything else with another one, by path. */
const unions = (...Statement: readonly Json[]): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
        [...statementsWithUnion(parse("resource", { Version: "2012-10-17", Statement }))].map(([{ path }, one]) => [
            path,
            one.conditions
                .filter(({ key }) => key === "aws:sourceip")
                .flatMap(({ values }) => values.map(({ text }) => text)),
        ]),
    );

describe("statementsWithUnion", () => {
    const first = allow(networks("192.0.2.0/24"));
    const both = ["192.0.2.0/24", "198.51.100.0/24"];
    const second = (rest: Json = {}, more: Json = {}): Json => allow({ ...networks("198.51.100.0/24"), ...more }, rest);

    const alike: Readonly<Record<string, readonly [Json, Json]>> = {
        "that differ in their networks": [first, second()],
        "that differ in their Sid": [first, second({ Sid: "Other" })],
        "that differ in the case of an action": [first, second({ Action: "SQS:sendmessage" })],
        "that differ in the case of a NotAction": [
            allow(networks("192.0.2.0/24"), { Action: undefined, NotAction: "sqs:PurgeQueue" }),
            second({ Action: undefined, NotAction: "SQS:purgequeue" }),
        ],
        "that list actions in another order": [
            allow(networks("192.0.2.0/24"), { Action: ["sqs:A", "sqs:B"] }),
            second({ Action: ["sqs:B", "sqs:A"] }),
        ],
        "that list principals in another order": [
            allow(networks("192.0.2.0/24"), { Principal: { AWS: ["*", "123456789012"] } }),
            second({ Principal: { AWS: ["123456789012", "*"] } }),
        ],
        "that list conditions in another order": [
            allow({ ...networks("192.0.2.0/24"), Bool: { "aws:SecureTransport": "true" } }),
            allow({ Bool: { "aws:SecureTransport": "true" }, ...networks("198.51.100.0/24") }),
        ],
    };
    for (const [name, statements] of Object.entries(alike)) {
        it(`unites statements ${name}`, () => {
            assert.deepEqual(unions(...statements), { "Statement[0]": both, "Statement[1]": both });
        });
    }

    const different: Readonly<Record<string, readonly Json[]>> = {
        "a single statement": [first],
        "another action": [first, second({ Action: "sqs:ReceiveMessage" })],
        "another resource": [first, second({ Resource: "arn:aws:sqs:eu-west-1:123456789012:q" })],
        "another principal": [first, second({ Principal: { AWS: "123456789012" } })],
        "another kind of principal": [
            allow(networks("192.0.2.0/24"), { Principal: { AWS: "x" } }),
            second({ Principal: { Service: "x" } }),
        ],
        "another NotAction": [
            allow(networks("192.0.2.0/24"), { Action: undefined, NotAction: "sqs:PurgeQueue" }),
            second({ Action: undefined, NotAction: "sqs:DeleteQueue" }),
        ],
        "another condition": [first, second({}, { Bool: { "aws:SecureTransport": "true" } })],
        "another value of a condition": [
            allow({ ...networks("192.0.2.0/24"), StringEquals: { "aws:PrincipalTag/a": "x" } }),
            second({}, { StringEquals: { "aws:PrincipalTag/a": "y" } }),
        ],
        "a Deny": [first, second({ Effect: "Deny" })],
        "two Denies": [allow(networks("192.0.2.0/24"), { Effect: "Deny" }), second({ Effect: "Deny" })],
        "networks that are excluded": [
            allow({ NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } }),
            allow({ NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } }),
        ],
        "networks of another key": [
            allow({ IpAddress: { "aws:VpcSourceIp": "192.0.2.0/24" } }),
            allow({ IpAddress: { "aws:VpcSourceIp": "198.51.100.0/24" } }),
        ],
        "addresses as texts": [
            allow({ StringEquals: { "aws:SourceIp": "192.0.2.1" } }),
            allow({ StringEquals: { "aws:SourceIp": "198.51.100.1" } }),
        ],
        "networks that are listed twice": [
            allow({ ...networks("192.0.2.0/24"), IpAddressIfExists: { "aws:SourceIp": "192.0.2.1" } }),
            allow({ ...networks("198.51.100.0/24"), IpAddressIfExists: { "aws:SourceIp": "192.0.2.1" } }),
        ],
    };
    for (const [name, statements] of Object.entries(different)) {
        it(`leaves ${name} alone`, () => {
            assert.deepEqual(unions(...statements), {});
        });
    }
});
