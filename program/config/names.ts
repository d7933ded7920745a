import { nameOf } from "../../components/pattern/location";
import { valueAt } from "../../components/pattern/children";
import type { Names } from "../../components/pattern/pattern";
import { withPlaceholders } from "./encrypted";
import type { Instance } from "./instances";
import type { Args } from "./patterns";

/** The names of components, each computed once. A reference to an existing resource is still unresolved in them. */
export class ComputedNames {
    private readonly byReference = new Map<string, Names>();

    of({ reference, pattern, scope, args }: Instance): Names {
        const names = this.byReference.get(reference) ?? pattern.names(scope, withPlaceholders(args) as Args);
        this.byReference.set(reference, names);
        return names;
    }
}

/** The names of a component after its references to existing resources are resolved. */
export const resolvedNames = ({ pattern, args }: Instance, names: Names, resolved: Args): Names => ({
    ...names,
    ...Object.fromEntries(
        Object.entries(names).flatMap(([name, { arn }]) => {
            const existingArg = pattern.children[name]?.existingArg;
            const existing = existingArg === undefined ? undefined : valueAt(resolved, existingArg);
            return existingArg !== undefined && typeof existing === "string" && arn === valueAt(args, existingArg)
                ? [[name, { name: nameOf(existing), arn: existing }]]
                : [];
        }),
    ),
});
