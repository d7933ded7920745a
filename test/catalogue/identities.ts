import type { Identity } from "../../components/catalogue";
import type { Place } from "../../components/catalogue/place";
import { home } from "../support/deploy";

/** A component of the tests' project and stack. */
export const identityOf = (component: string, place: Partial<Place> = {}, name = "ops"): Identity => ({
    place: { ...home, ...place },
    project: "acme",
    stack: "test",
    component,
    name,
});
