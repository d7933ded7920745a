import { parse, type DocumentKind, type PolicyModel } from "../iam";

/** More documents of one resource only cost memory. */
const maxDocuments = 5_000;

/**
 * The parsed documents of the last resource. CrossGuard evaluates all rules on a resource, one after the other, before
 * the next resource.
 */
export class LastDocuments {
    private urn: string | undefined;
    private readonly models = new Map<unknown, PolicyModel>();

    /** Parses a text or a frozen object once for all rules. Any other object may change, or is copied for each rule. */
    parse(urn: string, kind: DocumentKind, raw: unknown): PolicyModel {
        if (urn !== this.urn || this.models.size >= maxDocuments) {
            this.models.clear();
            this.urn = urn;
        }
        const known = this.models.get(raw);
        // A document is hardly ever read as two kinds.
        if (known?.kind === kind) {
            return known;
        }
        const model = parse(kind, raw);
        if (typeof raw === "string" || Object.isFrozen(raw)) {
            this.models.set(raw, model);
        }
        return model;
    }
}
