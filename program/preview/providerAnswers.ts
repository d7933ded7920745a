import type * as pulumi from "@pulumi/pulumi";
import { roleArn, type AwsLocation } from "../../components/pattern/location";
import { servicePrincipal } from "../../components/statements/servicePrincipal";
import { document, trustUnguarded } from "../../policypack/iam";

/** What is known about the account without calling AWS. */
interface Known {
    readonly location: AwsLocation;
    /** ARNs of existing roles in the config, by name. */
    readonly existingRoles?: ReadonlyMap<string, string>;
    /** The locations of the providers that the config declares, by logical name. */
    readonly providerLocations?: ReadonlyMap<string, AwsLocation>;
}

/** The logical name in a reference to a provider, `urn::id`. */
const nameOfProvider = (reference = ""): string => /::([^:]+)::[^:]*$/.exec(reference)?.[1] ?? "";

/** The token of the function that reads an existing role. */
export const getRole = "aws:iam/getRole:getRole";

/** Answers the provider functions that the program calls: the location, and the trust policies of existing roles. */
export const answer = (
    { location: home, existingRoles, providerLocations }: Known,
    { token, inputs, provider }: pulumi.runtime.MockCallArgs,
): pulumi.runtime.MockCallResult => {
    const location = providerLocations?.get(nameOfProvider(provider)) ?? home;
    switch (token) {
        case "aws:index/getPartition:getPartition":
            return { partition: location.partition };
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return { accountId: location.accountId };
        case "aws:index/getRegion:getRegion":
            return { region: location.region };
        case getRole: {
            const name = String((inputs as { readonly name: unknown }).name);
            const arn = existingRoles?.get(name) ?? roleArn(location, name);
            const trust = document(trustUnguarded("TrustEc2", servicePrincipal(location, "ec2")));
            return { name, arn, assumeRolePolicy: JSON.stringify(trust) };
        }
        default:
            throw new Error(`cannot answer ${token} in a preview; it needs an AWS account`);
    }
};
