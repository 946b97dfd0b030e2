// The name under which the record keeps what belongs to no body: accounts, Survey editions.
export const INSTALLATION = 'installation'
