import { principalOf } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";

/** The service principal in a location, for trust policies and `iam:PassedToService`. */
export const servicePrincipal = ({ partition }: AwsLocation, service: string): string =>
    principalOf(service, partition);
