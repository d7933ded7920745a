import { allow, deny, doc, each, single, type Case } from "./case";

const update = "ssm:UpdateServiceSetting";
const reset = "ssm:ResetServiceSetting";
const role = "servicesetting/ssm/managed-instance/default-ec2-instance-management-role";
const at = (resource: string): string => `arn:aws:ssm:eu-west-1:123456789012:${resource}`;
const on = (Action: unknown, Resource: unknown): unknown => single(allow(Action, Resource));

export const ssmSettingScope: readonly Case[] = [
    ...each("grant", ["Statement.Resource"], {
        "every resource": on(update, "*"),
        "a reset on every resource": on(reset, "*"),
        "an ARN up to the service": on(update, "arn:aws:ssm"),
        "an ARN up to the account": on(update, "arn:aws:ssm:eu-west-1:123456789012"),
        "every service setting": on(update, at("servicesetting/*")),
        "every managed instance setting": on(update, at("servicesetting/ssm/managed-instance/*")),
        "a pattern of actions on service settings": on("ssm:*", at("servicesetting/*")),
        "a pattern that contains ServiceSetting": on("ssm:*ServiceSetting", at("servicesetting/*")),
        "both actions, reported once": on([update, reset], "*"),
        "the action next to a harmless pattern": on(["ssm:Describe*", update], "*"),
    }),
    ...each("grant", ["Statement.Resource[1]"], {
        "the second of two resources": on(update, [
            at("servicesetting/ssm/parameter-store/default-parameter-tier"),
            at("*"),
        ]),
    }),
    ...each("grant", ["Statement.NotResource"], {
        "a NotResource of another setting": single({
            Effect: "Allow",
            Action: update,
            NotResource: at("servicesetting/ssm/opsinsights/opscenter"),
        }),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "a Deny of another setting": doc(allow(update, "*"), deny(update, at("servicesetting/ssm/opsinsights/*"))),
    }),
    ...each("grant", [], {
        "the setting by name": on([update, reset], at(role)),
        "the setting by name in every Region": on(update, `arn:aws:ssm:*:*:${role}`),
        "the ARN of another service": on(update, "arn:aws:ec2"),
        "a Deny of the ARN of the service": doc(allow(update, at("servicesetting/*")), deny(update, "arn:aws:ssm")),
        "another setting": on(update, at("servicesetting/ssm/opsinsights/opscenter")),
        "a pattern of other settings": on(update, at("servicesetting/ssm/parameter-store/*")),
        "only a Deny": single({ ...allow(update, "*"), Effect: "Deny" }),
        "only a Deny without MFA": single(
            deny(update, "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
        ),
        "a NotAction of another service": single({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
        "a NotResource of the setting and another": single({
            Effect: "Allow",
            Action: update,
            NotResource: [at("servicesetting/ssm/opsinsights/opscenter"), `arn:aws:ssm:*:*:${role}`],
        }),
        "a reset with a matching Deny": doc(allow(reset, "*"), deny(reset, "*")),
        "ssm:GetServiceSetting": on("ssm:GetServiceSetting", "*"),
        "a pattern of documents": on("ssm:*", at("document/*")),
        "the whole service (another rule)": on("ssm:*", "*"),
        "an administrator": on("*", "*"),
        "a pattern of services in upper case": on("*M:*", "*"),
        "a NotResource of the setting": single({
            Effect: "Allow",
            Action: update,
            NotResource: `arn:aws:ssm:*:*:${role}`,
        }),
        "a Deny of the setting": doc(allow(update, "*"), deny(update, `arn:aws:ssm:*:*:${role}`), deny(reset, "*")),
    }),
];
