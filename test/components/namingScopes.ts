import type { NamingScope } from "../../components/pattern/naming";
import type { AwsLocation } from "../../components/pattern/location";
import { home } from "../support/deploy";

/** The naming scope of a component in the project and stack of the tests. */
export const namingScope = (component: string, location: Partial<AwsLocation> = {}, name = "ops"): NamingScope => ({
    location: { ...home, ...location },
    project: "acme",
    stack: "test",
    component,
    name,
});
