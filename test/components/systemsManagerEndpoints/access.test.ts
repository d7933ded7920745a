import { systemsManagerEndpoints } from "../../../components/systemsManagerEndpoints/pattern";
import type { EndpointService } from "../../../components/systemsManagerEndpoints/services";
import type { PolicyDocument, Statement } from "../../../policypack/iam";
import { describeAccess, inOtherRegion, may, mayNot, type Context, type Request } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import { everything, least, ofOrganization } from "./fixture";

const here = "123456789012";
const elsewhere = "210987654321";
const node = `arn:aws:iam::${here}:role/node`;
const stranger = `arn:aws:iam::${elsewhere}:role/stranger`;

/** Somebody who may do everything, so that the endpoint alone decides. */
const administrator: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Everything", Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

/** The simulator judges a boundary as an endpoint's policy, but takes no principal in it; here it is always everybody. */
const withoutPrincipal = ({ Statement: all, ...document }: PolicyDocument): PolicyDocument => ({
    ...document,
    Statement: all.map((statement): Statement => ({ ...statement, Principal: undefined })),
});

/** Everybody who comes through the endpoint of one service. */
const through =
    (service: EndpointService, args: typeof least = least) =>
    (): World => {
        const planned = systemsManagerEndpoints.documents(namingScope("SystemsManagerEndpoints"), args)[service];
        if (planned === undefined) {
            throw new Error(`${service} has no policy`);
        }
        const everybody = [node, stranger];
        return {
            grants: Object.fromEntries(everybody.map((one) => [one, [administrator]])),
            boundaries: Object.fromEntries(everybody.map((one) => [one, withoutPrincipal(planned.document)])),
        };
    };

const ask = (
    action: string,
    resource: string,
    { by = node, of = here, ...context }: { readonly by?: string; readonly of?: string } & Context = {},
): Request => ({
    principal: by,
    action,
    resource,
    context: { ...(of === "" ? {} : { "aws:ResourceAccount": of }), ...context },
});

/** The same request, which nobody of IAM signs. */
const unsigned = ({ context, ...request }: Request): Request => ({
    ...request,
    context: {
        ...context,
        "aws:PrincipalAccount": undefined,
        "aws:PrincipalArn": undefined,
        "aws:PrincipalIsAWSService": undefined,
    } as unknown as Context,
});

/** A service of AWS in its own name, at what is another account's. The simulator has no grants for services. */
const asService = (action: string, resource: string, isService = true): Request => ({
    ...ask(action, resource, { of: elsewhere, "aws:PrincipalIsAWSService": String(isService) }),
});

/** What each statement on own principals and own resources must tell apart. Actions without a resource show it best. */
const ownToOwn = (action: string) => [
    may(`do ${action} on what is its own`, ask(action, "*")),
    mayNot(`do ${action} on what is another account's`, ask(action, "*", { of: elsewhere })),
    mayNot(`do ${action} on what is nobody's`, ask(action, "*", { of: "" })),
    mayNot(`do ${action} as a stranger`, ask(action, "*", { by: stranger })),
    mayNot(`do ${action} on a stranger's as a stranger`, ask(action, "*", { by: stranger, of: elsewhere })),
    mayNot(`do ${action} as nobody`, unsigned(ask(action, "*"))),
];

/** The same of what knows no resource and is bound to own principals alone. */
const ownChannel = (action: string) => [
    may(`do ${action}`, ask(action, "*", { of: "" })),
    mayNot(`do ${action} as a stranger`, ask(action, "*", { by: stranger, of: "" })),
    mayNot(`do ${action} as nobody`, unsigned(ask(action, "*", { of: "" }))),
];

const at = (resource: string, account = here): string => `arn:aws:ssm:eu-west-1:${account}:${resource}`;
const awsDocument = "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline";
const awsRunbook = "arn:aws:ssm:eu-west-1::automation-definition/AWS-RestartEC2Instance:1";
/** Whose it is stands in the context alone: the simulator asks what is of another account for a policy of its own. */
const baseline = "patchbaseline/pb-0123456789abcdef0";
const awsBaseline = at(baseline);
const awsParameter = "arn:aws:ssm:eu-west-1::parameter/aws/service/ami-amazon-linux-latest/al2023";

describeAccess(
    "who comes through the endpoint of ssm",
    through("ssm"),
    [
        ...ownToOwn("ssm:ListCommands"),
        may("list commands as a service of AWS", asService("ssm:ListCommands", "*")),
        mayNot("list them as somebody who is none", asService("ssm:ListCommands", "*", false)),
        may("read an own parameter", ask("ssm:GetParameter", at("parameter/app"))),
        mayNot(
            "read another account's parameter",
            ask("ssm:GetParameter", at("parameter/app", elsewhere), { of: elsewhere }),
        ),
        mayNot("read an own parameter as a stranger", ask("ssm:GetParameter", at("parameter/app"), { by: stranger })),
        mayNot(
            "read a stranger's parameter as a stranger",
            ask("ssm:GetParameter", at("parameter/app", elsewhere), { by: stranger, of: elsewhere }),
        ),
        may("read a document of AWS", ask("ssm:GetDocument", awsDocument, { of: "" })),
        mayNot("read one of another Region", ask("ssm:GetDocument", inOtherRegion(awsDocument), { of: "" })),
        mayNot("read one as a stranger", ask("ssm:GetDocument", awsDocument, { by: stranger, of: "" })),
        mayNot("read one as nobody", unsigned(ask("ssm:GetDocument", awsDocument, { of: "" }))),
        mayNot("share a document of AWS", ask("ssm:ModifyDocumentPermission", awsDocument, { of: "" })),
        may("report on an association with a document of AWS", {
            ...ask("ssm:UpdateAssociationStatus", awsDocument, { of: "" }),
        }),
        mayNot(
            "report on one as a stranger",
            ask("ssm:UpdateAssociationStatus", awsDocument, { by: stranger, of: "" }),
        ),
        mayNot("change a document of AWS", ask("ssm:UpdateDocument", awsDocument, { of: "" })),
        may("start a definition of AWS", ask("ssm:StartAutomationExecution", awsRunbook, { of: "" })),
        mayNot("start one of another Region", {
            ...ask("ssm:StartAutomationExecution", inOtherRegion(awsRunbook), { of: "" }),
        }),
        mayNot("start one as a stranger", {
            ...ask("ssm:StartAutomationExecution", awsRunbook, { by: stranger, of: "" }),
        }),
        mayNot("start one as nobody", unsigned(ask("ssm:StartAutomationExecution", awsRunbook, { of: "" }))),
        mayNot("start another account's definition", {
            ...ask("ssm:StartAutomationExecution", at("automation-definition/Acme:1", elsewhere), { of: elsewhere }),
        }),
        may("read a predefined baseline", ask("ssm:GetPatchBaseline", awsBaseline, { of: "075727635805" })),
        mayNot("read one of another Region", {
            ...ask("ssm:GetPatchBaseline", inOtherRegion(awsBaseline), { of: "075727635805" }),
        }),
        mayNot("read one as a stranger", {
            ...ask("ssm:GetPatchBaseline", at(baseline, elsewhere), { by: stranger, of: "075727635805" }),
        }),
        mayNot("read one as nobody", unsigned(ask("ssm:GetPatchBaseline", awsBaseline, { of: "075727635805" }))),
        mayNot("change one", ask("ssm:UpdatePatchBaseline", awsBaseline, { of: "075727635805" })),
        may("read a parameter of AWS", ask("ssm:GetParameter", awsParameter, { of: "" })),
        mayNot("read one of another Region", ask("ssm:GetParameter", inOtherRegion(awsParameter), { of: "" })),
        mayNot("read one as a stranger", ask("ssm:GetParameter", awsParameter, { by: stranger, of: "" })),
        mayNot("read one as nobody", unsigned(ask("ssm:GetParameter", awsParameter, { of: "" }))),
        mayNot("write one", ask("ssm:PutParameter", awsParameter, { of: "" })),
        may(
            "register a node of the own account as nobody",
            unsigned(ask("ssm:RegisterManagedInstance", "*", { of: "", "ssm:NodeAccountId": here })),
        ),
        mayNot(
            "register a node of another account as nobody",
            unsigned(ask("ssm:RegisterManagedInstance", "*", { of: "", "ssm:NodeAccountId": elsewhere })),
        ),
        mayNot(
            "register a node of no account as nobody",
            unsigned(ask("ssm:RegisterManagedInstance", "*", { of: "" })),
        ),
        may(
            "ask for the token of an own node as nobody",
            unsigned(
                ask("ssm:RequestManagedInstanceRoleToken", at("managed-instance/mi-0123456789abcdef0"), {
                    of: "",
                    "ssm:NodeAccountId": here,
                }),
            ),
        ),
        mayNot(
            "deregister an own node as nobody",
            unsigned(ask("ssm:DeregisterManagedInstance", at("managed-instance/mi-0123456789abcdef0"))),
        ),
    ],
    { resources: false },
);

describeAccess(
    "who comes through the endpoint of ssmmessages",
    through("ssmmessages"),
    ownChannel("ssmmessages:OpenControlChannel"),
);
describeAccess(
    "who comes through the endpoint of ec2messages",
    through("ec2messages", everything),
    ownChannel("ec2messages:GetMessages"),
);
describeAccess("who comes through the endpoint of ec2", through("ec2", everything), ownToOwn("ec2:DescribeInstances"));
describeAccess("who comes through the endpoint of kms", through("kms", everything), ownToOwn("kms:ListKeys"));
describeAccess(
    "who comes through the endpoint of logs",
    through("logs", everything),
    ownToOwn("logs:DescribeLogGroups"),
);

const object = (bucket: string): string => `arn:aws:s3:::${bucket}/object`;

describeAccess("who comes through the endpoint of s3", through("s3", { ...everything, accountIds: [here] }), [
    ...ownToOwn("s3:ListAllMyBuckets"),
    may("read an object as a service of AWS", asService("s3:GetObject", object("service-owned"))),
    may("answer one of AWS by the address that it signed", asService("s3:PutObject", object("service-owned"))),
    mayNot("read it as somebody who is none", asService("s3:GetObject", object("service-owned"), false)),
    mayNot("read it as nobody", unsigned(ask("s3:GetObject", object("service-owned"), { of: elsewhere }))),
    mayNot("delete it as a service of AWS", asService("s3:DeleteObject", object("service-owned"))),
    may("write to an own bucket", ask("s3:PutObject", object("acme-output"))),
    mayNot("write to another account's bucket", ask("s3:PutObject", object("stranger"), { of: elsewhere })),
    mayNot("write to an own bucket as a stranger", ask("s3:PutObject", object("acme-output"), { by: stranger })),
    may("fetch from a bucket of AWS", ask("s3:GetObject", object("amazon-ssm-eu-west-1"), { of: "999999999999" })),
    may("fetch from it without an identity of the account", {
        ...ask("s3:GetObject", object("amazon-ssm-eu-west-1"), { by: stranger, of: "999999999999" }),
    }),
    mayNot("fetch from one of another Region", ask("s3:GetObject", object("amazon-ssm-eu-west-2"), { of: elsewhere })),
    mayNot(
        "fetch from one with a longer name",
        ask("s3:GetObject", object("amazon-ssm-eu-west-1x"), { of: elsewhere }),
    ),
    mayNot("write to a bucket of AWS", ask("s3:PutObject", object("amazon-ssm-eu-west-1"), { of: elsewhere })),
    may(
        "fetch the categories of documents",
        ask("s3:GetObject", object("ssm-document-categories-eu-west-1"), { of: "" }),
    ),
    mayNot("fetch those of another Region", {
        ...ask("s3:GetObject", object("ssm-document-categories-eu-west-2"), { of: elsewhere }),
    }),
    mayNot("write to them", ask("s3:PutObject", object("ssm-document-categories-eu-west-1"), { of: elsewhere })),
    may("fetch packages", ask("s3:GetObject", object("al2023-repos-eu-west-1-de612dc2"), { of: elsewhere })),
    mayNot("fetch others", ask("s3:GetObject", object("al2023-repos-eu-west-1"), { of: elsewhere })),
]);

const organization = { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:ResourceOrgID": "o-a1b2c3d4e5" };
const another = "o-ffffffffff";

/** What AWS owns, each by its kind. */
const ofAws: readonly { verb: string; what: string; action: string; resource: string; of?: string }[] = [
    { verb: "read", what: "a document of AWS", action: "ssm:GetDocument", resource: awsDocument },
    { verb: "start", what: "a definition of AWS", action: "ssm:StartAutomationExecution", resource: awsRunbook },
    {
        verb: "read",
        what: "a predefined baseline",
        action: "ssm:GetPatchBaseline",
        resource: awsBaseline,
        of: "075727635805",
    },
    { verb: "read", what: "a parameter of AWS", action: "ssm:GetParameter", resource: awsParameter },
];

describeAccess("who comes through the endpoint of ssm of an organization", through("ssm", ofOrganization), [
    may("read a parameter of the organization", ask("ssm:GetParameter", at("parameter/app"), organization)),
    mayNot(
        "read one of another organization",
        ask("ssm:GetParameter", at("parameter/app"), { ...organization, "aws:ResourceOrgID": another }),
    ),
    mayNot(
        "read one as a principal of another organization",
        ask("ssm:GetParameter", at("parameter/app"), { ...organization, "aws:PrincipalOrgID": another }),
    ),
    mayNot(
        "read one as a principal of none",
        ask("ssm:GetParameter", at("parameter/app"), { "aws:ResourceOrgID": "o-a1b2c3d4e5" }),
    ),
    mayNot(
        "read what is of none",
        ask("ssm:GetParameter", at("parameter/app"), { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }),
    ),
    ...ofAws.flatMap(({ verb, what, action, resource, of = "" }) => [
        may(`${verb} ${what}`, ask(action, resource, { of, "aws:PrincipalOrgID": "o-a1b2c3d4e5" })),
        mayNot(
            `${verb} ${what} as a principal of another organization`,
            ask(action, resource, { of, "aws:PrincipalOrgID": another }),
        ),
        mayNot(`${verb} ${what} as a principal of none`, ask(action, resource, { of })),
    ]),
    may(
        "register a node of the organization",
        ask("ssm:RegisterManagedInstance", "*", { of: "", "ssm:NodeOrgId": "o-a1b2c3d4e5" }),
    ),
    mayNot(
        "register a node of another organization",
        ask("ssm:RegisterManagedInstance", "*", { of: "", "ssm:NodeOrgId": another }),
    ),
    mayNot("register a node of none", ask("ssm:RegisterManagedInstance", "*", { of: "" })),
    may("list commands as a service of AWS", asService("ssm:ListCommands", "*")),
    mayNot("list them as nobody", unsigned(ask("ssm:ListCommands", "*"))),
]);
