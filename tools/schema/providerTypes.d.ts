/** Replaces the provider's types, which args and outputs of components do not use, to speed up the analyzer. */
export {};
