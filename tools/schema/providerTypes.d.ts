/** Stands in for the provider's types, which no arg and no output of a component is made of. */
export {};
