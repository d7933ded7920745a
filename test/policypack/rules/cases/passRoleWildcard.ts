import { allow, deny, doc, each, single, trust, type Case } from "./case";

const every = (Resource: unknown): unknown => single(allow("iam:PassRole", Resource));
const action = (Action: unknown): unknown => single(allow(Action, "*"));
const under = (Condition: unknown): unknown => single(allow("iam:PassRole", "*", { Condition }));
const withDeny = (...denies: readonly unknown[]): unknown => doc(allow("iam:PassRole", "*"), ...denies);

export const passRoleWildcard: readonly Case[] = [
    ...each("grant", ["Statement.Resource"], {
        "a bare star": every("*"),
        "every ARN": every("arn:*"),
        "every ARN of the partition": every("arn:aws:*"),
        "every ARN of IAM": every("arn:aws:iam::*"),
        "every resource of an account": every("arn:aws:iam::123456789012:*"),
        "every role of an account": every("arn:aws:iam::123456789012:role/*"),
        "every role of any account": every("arn:aws:iam::*:role/*"),
        "every role of any partition": every("arn:*:iam::*:role/*"),
        "every role by role*": every("arn:aws:iam::123456789012:role*"),
        "every role by a star for role": every("arn:aws:iam::123456789012:*/*"),
        "every role by r*": every("arn:aws:iam::123456789012:r*"),
        "every role by ro?e/*": every("arn:aws:iam::123456789012:ro?e/*"),
        "every role by two stars": every("arn:aws:iam::123456789012:role/**"),
        "every role by ?*": every("arn:aws:iam::123456789012:role/?*"),
        "every role of two letters and more": every("arn:aws:iam::123456789012:role/??*"),
        "every role by *?*": every("arn:aws:iam::123456789012:role/*?*"),
        "accounts that begin with 1234": every("arn:aws:iam::1234*:role/*"),
        "an account of question marks": every("arn:aws:iam::????????????:role/*"),
        "an account by variable": every("arn:aws:iam::${aws:PrincipalAccount}:role/*"),
        "an account by the resource's variable": every("arn:aws:iam::${aws:ResourceAccount}:role/*"),
        "a partition by variable": every("arn:${aws:Partition}:iam::123456789012:role/*"),
        "a partition of CloudFormation": every("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*"),
        "an account still to be filled in": every("arn:aws:iam::ACCOUNT_ID:role/*"),
        "an account of one digit": every("arn:aws:iam::1:role/*"),
        "no account": every("arn:aws:iam:::role/*"),
        China: every("arn:aws-cn:iam::123456789012:role/*"),
        GovCloud: every("arn:aws-us-gov:iam::123456789012:role/*"),
        "a partition nobody knows yet": every("arn:aws-new:iam::123456789012:role/*"),
        "a star for the Region": every("arn:aws:iam:*:123456789012:role/*"),
        "a star for the service": every("arn:aws:*::123456789012:role/*"),
        "a star in front": every("*:role/*"),
        "the word role somewhere": every("*role*"),
        "blanks around": every("  arn:aws:iam::123456789012:role/*  "),
        "a tab and a newline around": every("\t*\n"),
        "the whole of IAM": action("iam:*"),
        "a bare star for the action": action("*"),
        "a star in the middle": action("iam:*Role"),
        "a star at the end": action("iam:Pass*"),
        "a question mark": action("iam:P?ssRole"),
        "many question marks": action("iam:????????"),
        "lower case": action("iam:passrole"),
        "upper case": action("IAM:PASSROLE"),
        "mixed case with a star": action("Iam:pASS*"),
        "a star across the colon": action("i*e"),
        "blanks around the action": action(" iam:PassRole "),
        "a star for the prefix": action("*:PassRole"),
        "an escape in text": '{"Statement":{"Effect":"Allow","Action":"iam:\\u0050assRole","Resource":"\\u002a"}}',
        "an escape in the key": '{"Statement":{"Effect":"Allow","\\u0041ction":"iam:PassRole","Resource":"*"}}',
        "text with blanks": JSON.stringify(every("*"), null, 8),
        "no Version": { Statement: allow("iam:PassRole", "*") },
        "the old Version": { Version: "2008-10-17", Statement: allow("iam:PassRole", "*") },
        "bound to a service": under({ StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } }),
        "bound to two services": under({
            StringEquals: { "iam:PassedToService": ["ssm.amazonaws.com", "ec2.amazonaws.com"] },
        }),
        "bound to a service, and without the key": under({
            StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" },
            Null: { "iam:PassedToService": "true" },
        }),
        "bound to no service": under({ StringEquals: { "iam:PassedToService": "*.amazonaws.com" } }),
        "under MFA and in a Region": under({
            Bool: { "aws:MultiFactorAuthPresent": "true" },
            StringEquals: { "aws:RequestedRegion": "eu-west-1" },
        }),
        "under MFA": under({ Bool: { "aws:MultiFactorAuthPresent": "true" } }),
        "under a tag": under({ StringEquals: { "aws:ResourceTag/team": "blue" } }),
        "under IAM's own tag": under({ StringEquals: { "iam:ResourceTag/team": "blue" } }),
        "in a Region": under({ StringEquals: { "aws:RequestedRegion": "eu-west-1" } }),
        "called via a service": under({ "ForAnyValue:StringEquals": { "aws:CalledVia": "ssm.amazonaws.com" } }),
        "for an associated resource": under({ ArnLike: { "iam:AssociatedResourceArn": "arn:aws:ssm:*:*:document/x" } }),
        "from an address": under({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
        "in one organization": under({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
        "under an empty Condition": under({}),
    }),
    ...each("grant", ["Statement.Resource[0]"], {
        "a star in a list": every(["*"]),
        "a wide value before a narrow one": every(["*", "arn:aws:iam::123456789012:role/app"]),
        "PassRole beside a pattern that holds it, too": single(allow(["iam:PassRole", "iam:*"], ["*"])),
        "PassRole among others": single(allow(["s3:GetObject", "iam:PassRole"], ["*"])),
    }),
    ...each("grant", ["Statement.Resource[1]"], {
        "a wide value behind a narrow one": every(["arn:aws:iam::123456789012:role/app", "arn:aws:iam::*:role/*"]),
    }),
    ...each("grant", ["Statement.Resource[0]", "Statement.Resource[1]"], { "two wide values": every(["*", "arn:*"]) }),
    ...each("grant", ["Statement[1].Resource"], {
        "the second of two statements": doc(allow("s3:*", "*"), allow("iam:PassRole", "*")),
        "a good statement repairs no bad one": doc(
            allow("iam:PassRole", "arn:aws:iam::123456789012:role/app"),
            allow("iam:PassRole", "*"),
        ),
        "text with a list": JSON.stringify(doc(allow("s3:*", "*"), allow("iam:PassRole", "*"))),
    }),
    ...each("grant", ["Statement.Resource"], {
        "NotAction of other actions": single({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
        "NotAction in a list": single({ Effect: "Allow", NotAction: ["s3:*", "ec2:*"], Resource: "*" }),
        "NotAction of another action of IAM": single({ Effect: "Allow", NotAction: "iam:CreateUser", Resource: "*" }),
        "NotAction of a look-alike": single({ Effect: "Allow", NotAction: "iam:PassRoles", Resource: "*" }),
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
        "NotResource of a stranger's roles": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::000000000000:role/*",
        }),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "a Deny of one role": withDeny(deny("iam:PassRole", "arn:aws:iam::123456789012:role/admin")),
        "a Deny of a pattern": withDeny(deny("iam:PassRole", "arn:aws:iam::*:role/admin-*")),
        "a Deny under MFA": withDeny(
            deny("iam:PassRole", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
        "a Deny of other services": withDeny(
            deny("iam:PassRole", "*", {
                Condition: { StringNotEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            }),
        ),
        "a Deny under a tag that is true or false": withDeny(
            deny("iam:PassRole", "*", { Condition: { StringEquals: { "aws:PrincipalTag/x": ["true", "false"] } } }),
        ),
        "a Deny under a Null of neither, of any value": withDeny(
            deny("iam:PassRole", "*", { Condition: { "ForAnyValue:Null": { "aws:x": ["true", "false"] } } }),
        ),
        "a Deny under a Null of neither": withDeny(
            deny("iam:PassRole", "*", { Condition: { Null: { "aws:userid": "maybe" } } }),
        ),
        "a Deny of roles without an account": withDeny(deny("iam:PassRole", "arn:aws:iam:::role/*")),
        "bound to two services, and a Deny of all but one": doc(
            allow("iam:PassRole", "*", {
                Condition: { StringEquals: { "iam:PassedToService": ["ssm.amazonaws.com", "ec2.amazonaws.com"] } },
            }),
            deny("iam:PassRole", "*", {
                Condition: { StringNotEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            }),
        ),
        "bound to no service, and a Deny of all but one": doc(
            allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "*" } } }),
            deny("iam:PassRole", "*", {
                Condition: { StringNotEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            }),
        ),
        "a Deny of another action": withDeny(deny("iam:CreateRole", "*")),
        "a Deny of a look-alike": withDeny(deny("iam:PassRoles", "*")),
        "a Deny with NotAction that spares it": withDeny({ Effect: "Deny", NotAction: "iam:PassRole", Resource: "*" }),
        "a Deny of some roles in China": withDeny(deny("iam:PassRole", "arn:aws-cn:iam::*:role/app-*")),
        "a Deny of users": withDeny(deny("iam:PassRole", "arn:aws:iam::*:user/*")),
        "a Deny of a stranger's roles": withDeny(deny("iam:PassRole", "arn:aws:iam::000000000000:role/*")),
        "a Deny that leaves every role": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/*",
        }),
        "a Deny that leaves a wide one beside a narrow one": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "*",
        }),
        "a Deny of half, and of the other half": withDeny(
            deny("iam:PassRole", "arn:aws:iam::*:role/a*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/b*"),
        ),
    }),
    ...each("grant", ["Statement[0].NotResource"], {
        "NotResource in a list, in a list": doc({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/b"],
        }),
    }),
    ...each(
        "grant",
        ["Statement[0].Resource"],
        {
            "a Deny of the roles of one own account of two": withDeny(
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
        "a role by its name": every("arn:aws:iam::123456789012:role/app"),
        "a role in a path": every("arn:aws:iam::123456789012:role/team/app"),
        "a role of any account": every("arn:aws:iam::*:role/app"),
        "a pattern of names (another rule)": every("arn:aws:iam::123456789012:role/app-*"),
        "a path (another rule)": every("arn:aws:iam::123456789012:role/team/*"),
        "a suffix (another rule)": every("arn:aws:iam::123456789012:role/*-ssm"),
        "a variable in the name (another rule)": every("arn:aws:iam::123456789012:role/${aws:username}"),
        "a tag's variable before a star (another rule)": every(
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
        "a Region in an ARN of IAM": every("arn:aws:iam:eu-west-1:123456789012:role/*"),
        "another service with roles": every("arn:aws:glue::123456789012:role/*"),
        "another action on a star": action("iam:GetRole"),
        "an action that begins alike": action("iam:PassRoles"),
        "an action that ends alike": action("xiam:PassRole"),
        "another service's PassRole": action("s3:PassRole"),
        "every action but one prefix": action("s3:*"),
        "a pattern that misses": action("iam:P?sRole"),
        "NotAction of everything": single({ Effect: "Allow", NotAction: "*", Resource: "*" }),
        "NotAction of IAM": single({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
        "NotAction of it in lower case": single({ Effect: "Allow", NotAction: "iam:passrole", Resource: "*" }),
        "NotAction of a pattern": single({ Effect: "Allow", NotAction: "iam:Pass*", Resource: "*" }),
        "NotAction on a bucket": single({ Effect: "Allow", NotAction: "ec2:*", Resource: "arn:aws:s3:::b/*" }),
        "NotResource of everything": single({ Effect: "Allow", Action: "iam:PassRole", NotResource: "*" }),
        "NotResource of every role": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/*",
        }),
        "everything, with every role of partitions that begin like AWS's own denied": doc(
            allow("iam:PassRole", "*"),
            deny("iam:PassRole", "arn:aws*:iam::*:role/*"),
        ),
        "a partition that is still to be filled in, with every role denied": doc(
            allow("iam:PassRole", "arn:PARTITION:iam::123456789012:role/*"),
            deny("iam:PassRole", "arn:aws:iam::*:role/*"),
        ),
        "only a Deny": single(deny("iam:PassRole", "*")),
        "a Deny of everything": withDeny(deny("*", "*")),
        "a Deny of it on everything": withDeny(deny("iam:PassRole", "*")),
        "a Deny of every role, and of buckets": withDeny(
            deny("iam:PassRole", ["arn:aws:iam::*:role/*", "arn:aws:s3:::*"]),
        ),
        "a Deny of every role by twelve question marks": withDeny(
            deny("iam:PassRole", "arn:aws:iam::????????????:role/*"),
        ),
        "NotResource of every role, and of buckets": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: ["arn:aws:iam::*:role/*", "arn:aws:s3:::*"],
        }),
        "a Deny of every role": withDeny(deny("iam:PassRole", "arn:aws:iam::*:role/*")),
        "a Deny of every role in China": withDeny(deny("iam:PassRole", "arn:aws-cn:iam::*:role/*")),
        "a Deny of every role in GovCloud": withDeny(deny("iam:PassRole", "arn:aws-us-gov:iam::*:role/*")),
        "a Deny of every role of every partition": withDeny(deny("iam:PassRole", "arn:*:iam::*:role/*")),
        "all but every role in China": single({
            Effect: "Allow",
            Action: "iam:PassRole",
            NotResource: "arn:aws-cn:iam::*:role/*",
        }),
        "a Deny under a condition that always holds": withDeny(
            deny("iam:PassRole", "*", { Condition: { Null: { "aws:userid": ["true", "false"] } } }),
        ),
        "a Deny in lower case": withDeny(deny("iam:passrole", "*")),
        "a Deny of a pattern of actions": withDeny(deny("iam:Pass*", "*")),
        "a Deny with NotAction that reaches it": withDeny({ Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
        "a Deny before the Allow": doc(deny("iam:PassRole", "*"), allow("iam:PassRole", "*")),
        "a Deny that leaves one role": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::123456789012:role/app",
        }),
        "a Deny that leaves two roles": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/b"],
        }),
        "a Deny that leaves a pattern (another rule)": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:iam::*:role/app-*",
        }),
        "a Deny that leaves buckets": withDeny({
            Effect: "Deny",
            Action: "iam:PassRole",
            NotResource: "arn:aws:s3:::*",
        }),
        "two Denies, the second whole": withDeny(
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
    ...each("boundary", [], { "a boundary grants nothing": every("*"), "nor does an SCP": action("*") }),
    ...each("resource", [], {
        "a key policy's star is the key": single(trust("*", undefined, { Action: "*", Resource: "*" })),
    }),
    ...each("trust", [], { "a trust is no grant": single(trust({ Service: "ssm.amazonaws.com" })) }),
    ...each(
        "grant",
        [],
        {
            "a Deny of every role of the known account": withDeny(
                deny("iam:PassRole", "arn:aws:iam::123456789012:role/*"),
            ),
            "NotResource of every role of the known account": single({
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
            "a Deny of every role of the own accounts": withDeny(
                deny("iam:PassRole", "arn:aws:iam::123456789012:role/*"),
            ),
        },
        { ownAccounts: ["123456789012"] },
    ),
    ...each("grant", ["Statement[11].Resource"], {
        "behind many others": doc(
            ...Array.from({ length: 11 }, () => allow("s3:GetObject", "*")),
            allow("iam:PassRole", "*"),
        ),
    }),
];
