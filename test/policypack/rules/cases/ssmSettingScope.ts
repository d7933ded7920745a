import { allow, deny, doc, each, single, type Case } from "./case";

const update = "ssm:UpdateServiceSetting";
const reset = "ssm:ResetServiceSetting";
const role = "servicesetting/ssm/managed-instance/default-ec2-instance-management-role";
const at = (resource: string): string => `arn:aws:ssm:eu-west-1:123456789012:${resource}`;
const on = (Action: unknown, Resource: unknown): unknown => single(allow(Action, Resource));

export const ssmSettingScope: readonly Case[] = [
    ...each("grant", ["Statement.Resource"], {
        "any setting": on(update, "*"),
        "a reset of any setting": on(reset, "*"),
        "any setting of the service": on(update, at("servicesetting/*")),
        "the settings of instances": on(update, at("servicesetting/ssm/managed-instance/*")),
        "a pattern of actions on settings": on("ssm:*", at("servicesetting/*")),
        "a pattern that names the settings": on("ssm:*ServiceSetting", at("servicesetting/*")),
        "both changes, told once": on([update, reset], "*"),
        "a change beside a harmless pattern": on(["ssm:Describe*", update], "*"),
    }),
    ...each("grant", ["Statement.Resource[1]"], {
        "one of two": on(update, [at("servicesetting/ssm/parameter-store/default-parameter-tier"), at("*")]),
    }),
    ...each("grant", ["Statement.NotResource"], {
        "all but another setting": single({
            Effect: "Allow",
            Action: update,
            NotResource: at("servicesetting/ssm/opsinsights/opscenter"),
        }),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "with another setting denied": doc(allow(update, "*"), deny(update, at("servicesetting/ssm/opsinsights/*"))),
    }),
    ...each("grant", [], {
        "the setting by name": on([update, reset], at(role)),
        "the setting of any Region": on(update, `arn:aws:ssm:*:*:${role}`),
        "another setting": on(update, at("servicesetting/ssm/opsinsights/opscenter")),
        "other settings by a pattern": on(update, at("servicesetting/ssm/parameter-store/*")),
        "only a Deny": single({ ...allow(update, "*"), Effect: "Deny" }),
        "only a Deny under MFA": single(
            deny(update, "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
        "all but another service": single({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
        "all but the setting and another": single({
            Effect: "Allow",
            Action: update,
            NotResource: [at("servicesetting/ssm/opsinsights/opscenter"), `arn:aws:ssm:*:*:${role}`],
        }),
        "a reset denied": doc(allow(reset, "*"), deny(reset, "*")),
        reading: on("ssm:GetServiceSetting", "*"),
        "documents by a pattern": on("ssm:*", at("document/*")),
        "the whole service, which has a finding of its own": on("ssm:*", "*"),
        "an administrator": on("*", "*"),
        "an administrator of services whose names end alike, in capitals": on("*M:*", "*"),
        "all but the setting": single({ Effect: "Allow", Action: update, NotResource: `arn:aws:ssm:*:*:${role}` }),
        "with the setting denied": doc(allow(update, "*"), deny(update, `arn:aws:ssm:*:*:${role}`), deny(reset, "*")),
    }),
];
