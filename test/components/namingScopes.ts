import type { Identity } from "../../components/pattern/naming";
import type { Place } from "../../components/pattern/location";
import { home } from "../support/deploy";

/** A component of the tests' project and stack. */
export const identityOf = (component: string, place: Partial<Place> = {}, name = "ops"): Identity => ({
    place: { ...home, ...place },
    project: "acme",
    stack: "test",
    component,
    name,
});
