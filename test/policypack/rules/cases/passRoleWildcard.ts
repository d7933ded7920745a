import { allow, deny, doc, each, single, trust, type Case } from "./case";

const every = (Resource: unknown): unknown => single(allow("iam:PassRole", Resource));
const action = (Action: unknown): unknown => single(allow(Action, "*"));
const under = (Condition: unknown): unknown => single(allow("iam:PassRole", "*", { Condition }));
const withDeny = (...denies: readonly unknown[]): unknown => doc(allow("iam:PassRole", "*"), ...denies);

export const passRoleWildcard: readonly Case[] = [
    ...each("grant", ["Statement.Resource"], {
        "a bare wildcard": every("*"),
        "every ARN": every("arn:*"),
        "every ARN of the partition": every("arn:aws:*"),
        "every IAM ARN": every("arn:aws:iam::*"),
        "every resource of an account": every("arn:aws:iam::123456789012:*"),
        "every role of an account": every("arn:aws:iam::123456789012:role/*"),
        "every role of any account": every("arn:aws:iam::*:role/*"),
        "every role of any partition": every("arn:*:iam::*:role/*"),
        "every role by role*": every("arn:aws:iam::123456789012:role*"),
        "every role by a wildcard resource type": every("arn:aws:iam::123456789012:*/*"),
        "every role by r*": every("arn:aws:iam::123456789012:r*"),
        "every role by ro?e/*": every("arn:aws:iam::123456789012:ro?e/*"),
        "every role by two wildcards": every("arn:aws:iam::123456789012:role/**"),
        "every role by ?*": every("arn:aws:iam::123456789012:role/?*"),
        "every role of two characters or more": every("arn:aws:iam::123456789012:role/??*"),
        "every role by *?*": every("arn:aws:iam::123456789012:role/*?*"),
        "accounts that start with 1234": every("arn:aws:iam::1234*:role/*"),
        "an account of question marks": every("arn:aws:iam::????????????:role/*"),
        "a variable for the account": every("arn:aws:iam::${aws:PrincipalAccount}:role/*"),
        "a resource variable for the account": every("arn:aws:iam::${aws:ResourceAccount}:role/*"),
        "a variable for the partition": every("arn:${aws:Partition}:iam::123456789012:role/*"),
        "CloudFormation pseudo parameters": every("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*"),
        "a placeholder for the account": every("arn:aws:iam::ACCOUNT_ID:role/*"),
        "a one-digit account": every("arn:aws:iam::1:role/*"),
        "no account": every("arn:aws:iam:::role/*"),
        "the China partition": every("arn:aws-cn:iam::123456789012:role/*"),
        "the GovCloud partition": every("arn:aws-us-gov:iam::123456789012:role/*"),
        "an unknown partition": every("arn:aws-new:iam::123456789012:role/*"),
        "a wildcard for the Region": every("arn:aws:iam:*:123456789012:role/*"),
        "a wildcard for the service": every("arn:aws:*::123456789012:role/*"),
        "a leading wildcard": every("*:role/*"),
        "a pattern that contains role": every("*role*"),
        "surrounding spaces": every("  arn:aws:iam::123456789012:role/*  "),
        "a surrounding tab and newline": every("\t*\n"),
        "every IAM action": action("iam:*"),
        "every action": action("*"),
        "an action with a wildcard in the middle": action("iam:*Role"),
        "an action with a trailing wildcard": action("iam:Pass*"),
        "an action with a question mark": action("iam:P?ssRole"),
        "an action of question marks": action("iam:????????"),
        "an action in lower case": action("iam:passrole"),
        "an action in upper case": action("IAM:PASSROLE"),
        "an action in mixed case with a wildcard": action("Iam:pASS*"),
        "an action wildcard across the colon": action("i*e"),
        "an action with surrounding spaces": action(" iam:PassRole "),
        "a wildcard service prefix": action("*:PassRole"),
        "an escape in JSON text": '{"Statement":{"Effect":"Allow","Action":"iam:\\u0050assRole","Resource":"\\u002a"}}',
        "an escaped key in JSON text": '{"Statement":{"Effect":"Allow","\\u0041ction":"iam:PassRole","Resource":"*"}}',
        "JSON text with white space": JSON.stringify(every("*"), null, 8),
        "no Version": { Statement: allow("iam:PassRole", "*") },
        "the old Version": { Version: "2008-10-17", Statement: allow("iam:PassRole", "*") },
        "a condition on one service": under({ StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } }),
        "a condition on two services": under({
            StringEquals: { "iam:PassedToService": ["ssm.amazonaws.com", "ec2.amazonaws.com"] },
        }),
        "a condition on a service, with Null true": under({
            StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" },
            Null: { "iam:PassedToService": "true" },
        }),
        "a condition that matches no service": under({ StringEquals: { "iam:PassedToService": "*.amazonaws.com" } }),
        "conditions on MFA and Region": under({
            Bool: { "aws:MultiFactorAuthPresent": "true" },
            StringEquals: { "aws:RequestedRegion": "eu-west-1" },
        }),
        "a condition on MFA": under({ Bool: { "aws:MultiFactorAuthPresent": "true" } }),
        "a condition on a resource tag": under({ StringEquals: { "aws:ResourceTag/team": "blue" } }),
        "a condition on an IAM resource tag": under({ StringEquals: { "iam:ResourceTag/team": "blue" } }),
        "a condition on the Region": under({ StringEquals: { "aws:RequestedRegion": "eu-west-1" } }),
        "a condition on aws:CalledVia": under({ "ForAnyValue:StringEquals": { "aws:CalledVia": "ssm.amazonaws.com" } }),
        "a condition on the associated resource": under({
            ArnLike: { "iam:AssociatedResourceArn": "arn:aws:ssm:*:*:document/x" },
        }),
        "a condition on the source address": under({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
        "a condition on the organization": under({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "an empty Condition": under({}),
    }),
    ...each("grant", ["Statement.Resource[0]"], {
        "a wildcard in a list": every(["*"]),
        "a wildcard before a role name": every(["*", "arn:aws:iam::123456789012:role/app"]),
        "PassRole and a pattern that includes it": single(allow(["iam:PassRole", "iam:*"], ["*"])),
        "PassRole among other actions": single(allow(["s3:GetObject", "iam:PassRole"], ["*"])),
    }),
    ...each("grant", ["Statement.Resource[1]"], {
        "a wildcard after a role name": every(["arn:aws:iam::123456789012:role/app", "arn:aws:iam::*:role/*"]),
    }),
    ...each("grant", ["Statement.Resource[0]", "Statement.Resource[1]"], { "two wildcards": every(["*", "arn:*"]) }),
    ...each("grant", ["Statement[1].Resource"], {
        "the second of two statements": doc(allow("s3:*", "*"), allow("iam:PassRole", "*")),
        "a compliant statement before a violation": doc(
            allow("iam:PassRole", "arn:aws:iam::123456789012:role/app"),
            allow("iam:PassRole", "*"),
        ),
        "JSON text with two statements": JSON.stringify(doc(allow("s3:*", "*"), allow("iam:PassRole", "*"))),
    }),
    ...each("grant", ["Statement.Resource"], {
        "NotAction of other actions": single({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
        "NotAction in a list": single({ Effect: "Allow", NotAction: ["s3:*", "ec2:*"], Resource: "*" }),
        "NotAction of another IAM action": single({ Effect: "Allow", NotAction: "iam:CreateUser", Resource: "*" }),
        "NotAction of a similar name": single({ Effect: "Allow", NotAction: "iam:PassRoles", Resource: "*" }),
    }),
    ...each("grant", ["Statement.NotResource"], {
        "NotResource of one role": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::123456789012:role/admin",
        }),
        "NotResource of a bucket": single({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::b/*" }),
        "NotResource in a list": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/b"],
        }),
        "NotResource of a pattern": single({
            Effect: "Allow",
            Action: "iam:*",
            NotResource: "arn:aws:iam::*:role/admin-*",
        }),
        "NotAction and NotResource": single({ Effect: "Allow", NotAction: "s3:*", NotResource: "arn:aws:s3:::b" }),
        "NotResource of another account's roles": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::000000000000:role/*",
        }),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "a Deny of one role": withDeny(deny("iam:PassRole", "arn:aws:iam::123456789012:role/admin")),
        "a Deny of a pattern": withDeny(deny("iam:PassRole", "arn:aws:iam::*:role/admin-*")),
        "a Deny without MFA": withDeny(
            deny("iam:PassRole", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
        "a Deny of other services": withDeny(
            deny("iam:PassRole", "*", {
                Condition: { StringNotEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            }),
        ),
        "a Deny with a tag of true or false": withDeny(
            deny("iam:PassRole", "*", { Condition: { StringEquals: { "aws:PrincipalTag/x": ["true", "false"] } } }),
        ),
        "a Deny with ForAnyValue:Null of true and false": withDeny(
            deny("iam:PassRole", "*", { Condition: { "ForAnyValue:Null": { "aws:x": ["true", "false"] } } }),
        ),
        "a Deny with an invalid Null value": withDeny(
            deny("iam:PassRole", "*", { Condition: { Null: { "aws:userid": "maybe" } } }),
        ),
        "a Deny of role ARNs without an account": withDeny(deny("iam:PassRole", "arn:aws:iam:::role/*")),
        "a condition on two services and a Deny of all but one": doc(
            allow("iam:PassRole", "*", {
                Condition: { StringEquals: { "iam:PassedToService": ["ssm.amazonaws.com", "ec2.amazonaws.com"] } },
            }),
            deny("iam:PassRole", "*", {
                Condition: { StringNotEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            }),
        ),
        "a condition that matches no service and a Deny of all but one": doc(
            allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "*" } } }),
            deny("iam:PassRole", "*", {
                Condition: { StringNotEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            }),
        ),
        "a Deny of another action": withDeny(deny("iam:CreateRole", "*")),
        "a Deny of a similar action name": withDeny(deny("iam:PassRoles", "*")),
        "a Deny with NotAction of PassRole": withDeny({ Effect: "Deny", NotAction: "iam:PassRole", Resource: "*" }),
        "a Deny of some roles in China": withDeny(deny("iam:PassRole", "arn:aws-cn:iam::*:role/app-*")),
        "a Deny of users": withDeny(deny("iam:PassRole", "arn:aws:iam::*:user/*")),
        "a Deny of another account's roles": withDeny(deny("iam:PassRole", "arn:aws:iam::000000000000:role/*")),
        "a Deny with NotResource of every role": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/*",
        }),
        "a Deny with NotResource of everything": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "*",
        }),
        "two Denies of role name prefixes": withDeny(
            deny("iam:PassRole", "arn:aws:iam::*:role/a*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/b*"),
        ),
    }),
    ...each("grant", ["Statement[0].NotResource"], {
        "NotResource in a list of statements": doc({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/b"],
        }),
    }),
    ...each(
        "grant",
        ["Statement[0].Resource"],
        {
            "a Deny of the roles in one of two configured accounts": withDeny(
                deny("iam:PassRole", "arn:aws:iam::123456789012:role/*"),
            ),
        },
        { ownAccounts: ["123456789012", "111111111111"] },
    ),
    ...each("grant", ["Statement[0].Resource"], {
        "a Deny in another partition": doc(
            allow("iam:PassRole", "arn:aws:iam::123456789012:role/*"),
            deny("iam:PassRole", "arn:aws-cn:iam::*:role/*"),
        ),
    }),
    ...each("grant", [], {
        "a role name": every("arn:aws:iam::123456789012:role/app"),
        "a role name in a path": every("arn:aws:iam::123456789012:role/team/app"),
        "a role name in any account": every("arn:aws:iam::*:role/app"),
        "a pattern of names (another rule)": every("arn:aws:iam::123456789012:role/app-*"),
        "a path (another rule)": every("arn:aws:iam::123456789012:role/team/*"),
        "a suffix (another rule)": every("arn:aws:iam::123456789012:role/*-ssm"),
        "a variable in the name (another rule)": every("arn:aws:iam::123456789012:role/${aws:username}"),
        "a tag variable before a wildcard (another rule)": every(
            "arn:aws:iam::123456789012:role/${aws:PrincipalTag/team}*",
        ),
        "a variable in the old Version": {
            Version: "2008-10-17",
            Statement: allow("iam:PassRole", "arn:aws:iam::${aws:PrincipalAccount}:role/*x"),
        },
        "service-linked roles": every("arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/*"),
        "every user": every("arn:aws:iam::123456789012:user/*"),
        "every user of any account": every("arn:aws:iam::*:user/*"),
        "every instance profile": every("arn:aws:iam::123456789012:instance-profile/*"),
        "every bucket": every("arn:aws:s3:::*"),
        "a Region in an IAM ARN": every("arn:aws:iam:eu-west-1:123456789012:role/*"),
        "another service with roles": every("arn:aws:glue::123456789012:role/*"),
        "another action on every resource": action("iam:GetRole"),
        "an action with the same prefix": action("iam:PassRoles"),
        "an action with the same suffix": action("xiam:PassRole"),
        "another service's PassRole": action("s3:PassRole"),
        "every action of another service": action("s3:*"),
        "an action pattern that does not match": action("iam:P?sRole"),
        "NotAction of everything": single({ Effect: "Allow", NotAction: "*", Resource: "*" }),
        "NotAction of IAM": single({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
        "NotAction of PassRole in lower case": single({ Effect: "Allow", NotAction: "iam:passrole", Resource: "*" }),
        "NotAction of a pattern that includes PassRole": single({
            Effect: "Allow",
            NotAction: "iam:Pass*",
            Resource: "*",
        }),
        "NotAction on a bucket": single({ Effect: "Allow", NotAction: "ec2:*", Resource: "arn:aws:s3:::b/*" }),
        "NotResource of everything": single({ Effect: "Allow", Action: "iam:PassRole", NotResource: "*" }),
        "NotResource of every role": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/*",
        }),
        "a Deny of every role in partitions with the prefix aws": doc(
            allow("iam:PassRole", "*"),
            deny("iam:PassRole", "arn:aws*:iam::*:role/*"),
        ),
        "a placeholder partition with a Deny of every role": doc(
            allow("iam:PassRole", "arn:PARTITION:iam::123456789012:role/*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/*"),
        ),
        "only a Deny": single(deny("iam:PassRole", "*")),
        "a Deny of everything": withDeny(deny("*", "*")),
        "a Deny of PassRole on everything": withDeny(deny("iam:PassRole", "*")),
        "a Deny of every role and bucket": withDeny(deny("iam:PassRole", ["arn:aws:iam::*:role/*", "arn:aws:s3:::*"])),
        "a Deny of every role by twelve question marks": withDeny(
            deny("iam:PassRole", "arn:aws:iam::????????????:role/*"),
        ),
        "NotResource of every role and bucket": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: ["arn:aws:iam::*:role/*", "arn:aws:s3:::*"],
        }),
        "a Deny of every role": withDeny(deny("iam:PassRole", "arn:aws:iam::*:role/*")),
        "a Deny of every role in China": withDeny(deny("iam:PassRole", "arn:aws-cn:iam::*:role/*")),
        "a Deny of every role in GovCloud": withDeny(deny("iam:PassRole", "arn:aws-us-gov:iam::*:role/*")),
        "a Deny of every role in every partition": withDeny(deny("iam:PassRole", "arn:*:iam::*:role/*")),
        "NotResource of every role in China": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: "arn:aws-cn:iam::*:role/*",
        }),
        "a Deny with a condition that is always true": withDeny(
            deny("iam:PassRole", "*", { Condition: { Null: { "aws:userid": ["true", "false"] } } }),
        ),
        "a Deny in lower case": withDeny(deny("iam:passrole", "*")),
        "a Deny of a pattern of actions": withDeny(deny("iam:Pass*", "*")),
        "a Deny with NotAction of another service": withDeny({ Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
        "a Deny before the Allow": doc(deny("iam:PassRole", "*"), allow("iam:PassRole", "*")),
        "a Deny with NotResource of one role": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::123456789012:role/app",
        }),
        "a Deny with NotResource of two roles": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/b"],
        }),
        "a Deny with NotResource of a pattern (another rule)": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/app-*",
        }),
        "a Deny with NotResource of buckets": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:s3:::*",
        }),
        "two Denies, the second of everything": withDeny(
            deny("iam:PassRole", "arn:aws:iam::*:role/a"),
            deny("iam:PassRole", "*"),
        ),
        "the same pattern allowed and denied": doc(
            allow("iam:PassRole", "arn:aws:iam::111111111111:role/*"),
            deny("iam:PassRole", "arn:aws:iam::111111111111:role/*"),
        ),
        "no statement": doc(),
        "an unknown Effect (malformed)": single({ ...allow("iam:PassRole", "*"), Effect: "allow" }),
    }),
    ...each("boundary", [], { "a permissions boundary": every("*"), "a service control policy": action("*") }),
    ...each("resource", [], {
        "Resource * in a key policy": single(trust("*", undefined, { Action: "*", Resource: "*" })),
    }),
    ...each("trust", [], { "a trust policy": single(trust({ Service: "ssm.amazonaws.com" })) }),
    ...each(
        "grant",
        [],
        {
            "a Deny of every role in the known account": withDeny(
                deny("iam:PassRole", "arn:aws:iam::123456789012:role/*"),
            ),
            "NotResource of every role in the known account": single({
                Effect: "Allow",
                Action: "iam:PassRole",
                NotResource: "arn:aws:iam::123456789012:role/*",
            }),
        },
        { account: "123456789012" },
    ),
    ...each(
        "grant",
        [],
        {
            "a Deny of every role in the configured account": withDeny(
                deny("iam:PassRole", "arn:aws:iam::123456789012:role/*"),
            ),
        },
        { ownAccounts: ["123456789012"] },
    ),
    ...each("grant", ["Statement[11].Resource"], {
        "a violation after many statements": doc(
            ...Array.from({ length: 11 }, () => allow("s3:GetObject", "*")),
            allow("iam:PassRole", "*"),
        ),
    }),
];
