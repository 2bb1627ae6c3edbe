/** The service's bulk documentation exists in two generations with different paths and spellings. */
export type BulkGeneration = 2 | 3;
