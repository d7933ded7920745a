import type { Identity } from "./names";
import { regionOf } from "./place";
import type { Problem } from "./plan";

/** What serves its own Region only would, in the documents of another Region, allow nothing, silently. */
export const foreignRegion = (path: string, value: unknown, identity: Identity | undefined): readonly Problem[] =>
    identity === undefined ||
    typeof value !== "string" ||
    !value.startsWith("arn:") ||
    ["", identity.place.region].includes(regionOf(value))
        ? []
        : [
              {
                  path,
                  value,
                  message: `is of Region ${regionOf(value)}, but the documents are of ${identity.place.region}`,
                  fix: 'Name one of that Region, or set "region".',
              },
          ];
