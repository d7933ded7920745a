import type * as pulumi from "@pulumi/pulumi";
import { nameOf, roleArn, type AwsLocation } from "../../components/pattern/location";
import { servicePrincipal } from "../../components/statements/servicePrincipal";
import { document, trustUnguarded } from "../../policypack/iam";

/** What is known of the account without asking it. */
interface Known {
    readonly location: AwsLocation;
    /** ARNs of roles that the config says exist. */
    readonly existingRoles?: readonly string[];
}

/** Reads an existing role. */
export const getRole = "aws:iam/getRole:getRole";

/** What the program asks of the provider: where it stands, and what trusts of existing roles say. */
export const answer = (
    { location, existingRoles = [] }: Known,
    { token, inputs }: pulumi.runtime.MockCallArgs,
): pulumi.runtime.MockCallResult => {
    switch (token) {
        case "aws:index/getPartition:getPartition":
            return { partition: location.partition };
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return { accountId: location.accountId };
        case "aws:index/getRegion:getRegion":
            return { region: location.region };
        case getRole: {
            const name = String((inputs as { readonly name: unknown }).name);
            const arn = existingRoles.find((role) => nameOf(role) === name) ?? roleArn(location, name);
            const trust = document(trustUnguarded("TrustEc2", servicePrincipal(location, "ec2")));
            return { name, arn, assumeRolePolicy: JSON.stringify(trust) };
        }
        default:
            throw new Error(`the preview cannot answer ${token}, which only an account can`);
    }
};
