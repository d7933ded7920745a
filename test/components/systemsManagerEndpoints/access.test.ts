import { systemsManagerEndpoints } from "../../../components/systemsManagerEndpoints/pattern";
import type { EndpointService } from "../../../components/systemsManagerEndpoints/services";
import { planDocuments } from "../../../components/pattern/pattern";
import type { PolicyDocument, Statement } from "../../../policypack/iam";
import { describeAccess, inOtherRegion, may, mayNot, type Context, type Request } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import { everything, least, ofOrganization } from "./fixture";

const here = "123456789012";
const otherAccount = "210987654321";
const node = `arn:aws:iam::${here}:role/node`;
const outsider = `arn:aws:iam::${otherAccount}:role/outsider`;

/** A policy that allows everything, so that only the endpoint policy decides. */
const administrator: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Everything", Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

/**
 * The simulator evaluates a boundary like an endpoint policy but supports no principal in it; here it is always `*`.
 */
const withoutPrincipal = ({ Statement: all, ...document }: PolicyDocument): PolicyDocument => ({
    ...document,
    Statement: all.map((statement): Statement => ({ ...statement, Principal: undefined })),
});

/** Principals that use the endpoint of one service. */
const through =
    (service: EndpointService, args: typeof least = least) =>
    (): World => {
        const planned = planDocuments(systemsManagerEndpoints, namingScope("SystemsManagerEndpoints"), args)[service];
        if (planned === undefined) {
            throw new Error(`${service} has no policy`);
        }
        const principals = [node, outsider];
        return {
            grants: Object.fromEntries(principals.map((one) => [one, [administrator]])),
            boundaries: Object.fromEntries(principals.map((one) => [one, withoutPrincipal(planned.document)])),
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

/** The same request without an IAM identity. */
const unsigned = ({ context, ...request }: Request): Request => ({
    ...request,
    context: {
        ...context,
        "aws:PrincipalAccount": undefined,
        "aws:PrincipalArn": undefined,
        "aws:PrincipalIsAWSService": undefined,
    } as unknown as Context,
});

/** An AWS service that accesses another account's resource. The simulator has no grants for services. */
const asService = (action: string, resource: string, isService = true): Request => ({
    ...ask(action, resource, { of: otherAccount, "aws:PrincipalIsAWSService": String(isService) }),
});

/** Near misses of a statement on own principals and own resources, for an action without resource-level permissions. */
const ownToOwn = (action: string) => [
    may(`call ${action} on own resources`, ask(action, "*")),
    mayNot(`call ${action} on another account's resources`, ask(action, "*", { of: otherAccount })),
    mayNot(`call ${action} without aws:ResourceAccount`, ask(action, "*", { of: "" })),
    mayNot(`call ${action} from another account`, ask(action, "*", { by: outsider })),
    mayNot(
        `call ${action} on another account's resources from that account`,
        ask(action, "*", { by: outsider, of: otherAccount }),
    ),
    mayNot(`call ${action} unsigned`, unsigned(ask(action, "*"))),
];

/** Near misses of a statement that is limited to own principals only. */
const ownChannel = (action: string) => [
    may(`call ${action}`, ask(action, "*", { of: "" })),
    mayNot(`call ${action} from another account`, ask(action, "*", { by: outsider, of: "" })),
    mayNot(`call ${action} unsigned`, unsigned(ask(action, "*", { of: "" }))),
];

const at = (resource: string, account = here): string => `arn:aws:ssm:eu-west-1:${account}:${resource}`;
const awsDocument = "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline";
const awsRunbook = "arn:aws:ssm:eu-west-1::automation-definition/AWS-RestartEC2Instance:1";
/** Only the context holds the owner: for an ARN in another account, the simulator would require a resource policy. */
const baseline = "patchbaseline/pb-0123456789abcdef0";
const awsBaseline = at(baseline);
const awsParameter = "arn:aws:ssm:eu-west-1::parameter/aws/service/ami-amazon-linux-latest/al2023";

describeAccess(
    "principals at the ssm endpoint",
    through("ssm"),
    [
        ...ownToOwn("ssm:ListCommands"),
        may("list commands as an AWS service", asService("ssm:ListCommands", "*")),
        mayNot("list commands without being an AWS service", asService("ssm:ListCommands", "*", false)),
        may("read an own parameter", ask("ssm:GetParameter", at("parameter/app"))),
        mayNot(
            "read another account's parameter",
            ask("ssm:GetParameter", at("parameter/app", otherAccount), { of: otherAccount }),
        ),
        mayNot(
            "read an own parameter from another account",
            ask("ssm:GetParameter", at("parameter/app"), { by: outsider }),
        ),
        mayNot(
            "read another account's parameter from that account",
            ask("ssm:GetParameter", at("parameter/app", otherAccount), { by: outsider, of: otherAccount }),
        ),
        may("read an AWS-owned document", ask("ssm:GetDocument", awsDocument, { of: "" })),
        mayNot(
            "read an AWS-owned document in another Region",
            ask("ssm:GetDocument", inOtherRegion(awsDocument), { of: "" }),
        ),
        mayNot(
            "read an AWS-owned document from another account",
            ask("ssm:GetDocument", awsDocument, { by: outsider, of: "" }),
        ),
        mayNot("read an AWS-owned document unsigned", unsigned(ask("ssm:GetDocument", awsDocument, { of: "" }))),
        mayNot("share an AWS-owned document", ask("ssm:ModifyDocumentPermission", awsDocument, { of: "" })),
        may(
            "report the status of an association with an AWS-owned document",
            ask("ssm:UpdateAssociationStatus", awsDocument, { of: "" }),
        ),
        mayNot(
            "report the status of an association from another account",
            ask("ssm:UpdateAssociationStatus", awsDocument, { by: outsider, of: "" }),
        ),
        mayNot("change an AWS-owned document", ask("ssm:UpdateDocument", awsDocument, { of: "" })),
        may("start an AWS-owned runbook", ask("ssm:StartAutomationExecution", awsRunbook, { of: "" })),
        mayNot(
            "start an AWS-owned runbook in another Region",
            ask("ssm:StartAutomationExecution", inOtherRegion(awsRunbook), { of: "" }),
        ),
        mayNot(
            "start an AWS-owned runbook from another account",
            ask("ssm:StartAutomationExecution", awsRunbook, { by: outsider, of: "" }),
        ),
        mayNot(
            "start an AWS-owned runbook unsigned",
            unsigned(ask("ssm:StartAutomationExecution", awsRunbook, { of: "" })),
        ),
        mayNot(
            "start another account's runbook",
            ask("ssm:StartAutomationExecution", at("automation-definition/Acme:1", otherAccount), { of: otherAccount }),
        ),
        may("read a predefined baseline", ask("ssm:GetPatchBaseline", awsBaseline, { of: "075727635805" })),
        mayNot(
            "read a predefined baseline in another Region",
            ask("ssm:GetPatchBaseline", inOtherRegion(awsBaseline), { of: "075727635805" }),
        ),
        mayNot(
            "read a predefined baseline from another account",
            ask("ssm:GetPatchBaseline", at(baseline, otherAccount), { by: outsider, of: "075727635805" }),
        ),
        mayNot(
            "read a predefined baseline unsigned",
            unsigned(ask("ssm:GetPatchBaseline", awsBaseline, { of: "075727635805" })),
        ),
        mayNot("change a predefined baseline", ask("ssm:UpdatePatchBaseline", awsBaseline, { of: "075727635805" })),
        may("read an AWS-owned parameter", ask("ssm:GetParameter", awsParameter, { of: "" })),
        mayNot(
            "read an AWS-owned parameter in another Region",
            ask("ssm:GetParameter", inOtherRegion(awsParameter), { of: "" }),
        ),
        mayNot(
            "read an AWS-owned parameter from another account",
            ask("ssm:GetParameter", awsParameter, { by: outsider, of: "" }),
        ),
        mayNot("read an AWS-owned parameter unsigned", unsigned(ask("ssm:GetParameter", awsParameter, { of: "" }))),
        mayNot("write an AWS-owned parameter", ask("ssm:PutParameter", awsParameter, { of: "" })),
        may(
            "register a node of the own account unsigned",
            unsigned(ask("ssm:RegisterManagedInstance", "*", { of: "", "ssm:NodeAccountId": here })),
        ),
        mayNot(
            "register a node of another account unsigned",
            unsigned(ask("ssm:RegisterManagedInstance", "*", { of: "", "ssm:NodeAccountId": otherAccount })),
        ),
        mayNot(
            "register a node without ssm:NodeAccountId",
            unsigned(ask("ssm:RegisterManagedInstance", "*", { of: "" })),
        ),
        may(
            "request the role token of an own node unsigned",
            unsigned(
                ask("ssm:RequestManagedInstanceRoleToken", at("managed-instance/mi-0123456789abcdef0"), {
                    of: "",
                    "ssm:NodeAccountId": here,
                }),
            ),
        ),
        mayNot(
            "deregister an own node unsigned",
            unsigned(ask("ssm:DeregisterManagedInstance", at("managed-instance/mi-0123456789abcdef0"))),
        ),
    ],
    { resources: false },
);

describeAccess(
    "principals at the ssmmessages endpoint",
    through("ssmmessages"),
    ownChannel("ssmmessages:OpenControlChannel"),
);
describeAccess(
    "principals at the ec2messages endpoint",
    through("ec2messages", everything),
    ownChannel("ec2messages:GetMessages"),
);
describeAccess("principals at the ec2 endpoint", through("ec2", everything), ownToOwn("ec2:DescribeInstances"));
describeAccess("principals at the kms endpoint", through("kms", everything), ownToOwn("kms:ListKeys"));
describeAccess("principals at the logs endpoint", through("logs", everything), ownToOwn("logs:DescribeLogGroups"));

const object = (bucket: string): string => `arn:aws:s3:::${bucket}/object`;

describeAccess("principals at the s3 endpoint", through("s3", { ...everything, accountIds: [here] }), [
    ...ownToOwn("s3:ListAllMyBuckets"),
    may("read an object as an AWS service", asService("s3:GetObject", object("service-owned"))),
    may("write an object as an AWS service", asService("s3:PutObject", object("service-owned"))),
    mayNot("read its object without being an AWS service", asService("s3:GetObject", object("service-owned"), false)),
    mayNot(
        "read the service's object unsigned",
        unsigned(ask("s3:GetObject", object("service-owned"), { of: otherAccount })),
    ),
    mayNot("delete an object as an AWS service", asService("s3:DeleteObject", object("service-owned"))),
    may("write to an own bucket", ask("s3:PutObject", object("acme-output"))),
    mayNot("write to another account's bucket", ask("s3:PutObject", object("outsider"), { of: otherAccount })),
    mayNot("write to an own bucket from another account", ask("s3:PutObject", object("acme-output"), { by: outsider })),
    may("read an AWS-owned bucket", ask("s3:GetObject", object("amazon-ssm-eu-west-1"), { of: "999999999999" })),
    may(
        "read an AWS-owned bucket from another account",
        ask("s3:GetObject", object("amazon-ssm-eu-west-1"), { by: outsider, of: "999999999999" }),
    ),
    mayNot(
        "read an AWS-owned bucket of another Region",
        ask("s3:GetObject", object("amazon-ssm-eu-west-2"), { of: otherAccount }),
    ),
    mayNot(
        "read a bucket with a longer name",
        ask("s3:GetObject", object("amazon-ssm-eu-west-1x"), { of: otherAccount }),
    ),
    mayNot("write to an AWS-owned bucket", ask("s3:PutObject", object("amazon-ssm-eu-west-1"), { of: otherAccount })),
    may("read the document categories", ask("s3:GetObject", object("ssm-document-categories-eu-west-1"), { of: "" })),
    mayNot(
        "read the document categories of another Region",
        ask("s3:GetObject", object("ssm-document-categories-eu-west-2"), { of: otherAccount }),
    ),
    mayNot(
        "write to the document categories",
        ask("s3:PutObject", object("ssm-document-categories-eu-west-1"), { of: otherAccount }),
    ),
    may(
        "read an additional bucket",
        ask("s3:GetObject", object("al2023-repos-eu-west-1-de612dc2"), { of: otherAccount }),
    ),
    mayNot(
        "read a bucket with a shorter name",
        ask("s3:GetObject", object("al2023-repos-eu-west-1"), { of: otherAccount }),
    ),
]);

const organization = { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:ResourceOrgID": "o-a1b2c3d4e5" };
const another = "o-ffffffffff";

/** AWS-owned resources of each type. */
const ofAws: readonly { verb: string; what: string; action: string; resource: string; of?: string }[] = [
    { verb: "read", what: "an AWS-owned document", action: "ssm:GetDocument", resource: awsDocument },
    { verb: "start", what: "an AWS-owned runbook", action: "ssm:StartAutomationExecution", resource: awsRunbook },
    {
        verb: "read",
        what: "a predefined baseline",
        action: "ssm:GetPatchBaseline",
        resource: awsBaseline,
        of: "075727635805",
    },
    { verb: "read", what: "an AWS-owned parameter", action: "ssm:GetParameter", resource: awsParameter },
];

describeAccess("principals at the ssm endpoint of an organization", through("ssm", ofOrganization), [
    may("read a parameter of the organization", ask("ssm:GetParameter", at("parameter/app"), organization)),
    mayNot(
        "read a parameter of another organization",
        ask("ssm:GetParameter", at("parameter/app"), { ...organization, "aws:ResourceOrgID": another }),
    ),
    mayNot(
        "read a parameter as a principal of another organization",
        ask("ssm:GetParameter", at("parameter/app"), { ...organization, "aws:PrincipalOrgID": another }),
    ),
    mayNot(
        "read a parameter without aws:PrincipalOrgID",
        ask("ssm:GetParameter", at("parameter/app"), { "aws:ResourceOrgID": "o-a1b2c3d4e5" }),
    ),
    mayNot(
        "read a parameter without aws:ResourceOrgID",
        ask("ssm:GetParameter", at("parameter/app"), { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }),
    ),
    ...ofAws.flatMap(({ verb, what, action, resource, of = "" }) => [
        may(`${verb} ${what}`, ask(action, resource, { of, "aws:PrincipalOrgID": "o-a1b2c3d4e5" })),
        mayNot(
            `${verb} ${what} as a principal of another organization`,
            ask(action, resource, { of, "aws:PrincipalOrgID": another }),
        ),
        mayNot(`${verb} ${what} without aws:PrincipalOrgID`, ask(action, resource, { of })),
    ]),
    may(
        "register a node of the organization",
        ask("ssm:RegisterManagedInstance", "*", { of: "", "ssm:NodeOrgId": "o-a1b2c3d4e5" }),
    ),
    mayNot(
        "register a node of another organization",
        ask("ssm:RegisterManagedInstance", "*", { of: "", "ssm:NodeOrgId": another }),
    ),
    mayNot("register a node without ssm:NodeOrgId", ask("ssm:RegisterManagedInstance", "*", { of: "" })),
    may("list commands as an AWS service", asService("ssm:ListCommands", "*")),
    mayNot("list commands unsigned", unsigned(ask("ssm:ListCommands", "*"))),
]);
