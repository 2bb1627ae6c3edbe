/**
 * Marks what this product keeps in company files; the same in each version and installation (documented: one for each
 * application). Never to be changed: companies would have to be connected anew.
 */
export const OWNER_ID = '{7b0c9a52-4f1e-4d0b-9a3e-2c5d6e8f1a40}';

export const PRODUCT = 'QuickBooks Enterprise Gateway';
