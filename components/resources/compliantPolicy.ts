import * as pulumi from "@pulumi/pulumi";
import type { PlannedDocument } from "../pattern/pattern";
import { blockingViolations } from "./reviewDocument";

/**
 * The document as JSON text, once the law of the policy pack holds for it. Components write no other policy text, so what
 * this package deploys is lawful even where no pack is enforced.
 *
 * @param maximumCharacters what AWS takes where the document will stand; left out where the kind of the document says it.
 * @throws ResourceError when a mandatory rule is broken and the user has not accepted it with a reason.
 */
export const compliantPolicy = (
    planned: pulumi.Input<PlannedDocument | undefined>,
    owner: pulumi.Resource,
    maximumCharacters?: number,
): pulumi.Output<string> =>
    pulumi.output(planned).apply((known) => {
        if (known === undefined) {
            throw new pulumi.ResourceError("this child has no document; its args ask for none", owner);
        }
        const broken = blockingViolations(known, maximumCharacters);
        if (broken.length > 0) {
            throw new pulumi.ResourceError(broken.join("\n"), owner);
        }
        return JSON.stringify(known.document);
    });
