/**
 * The commit whose data directories have to go on with this Muster: the last one of the previous
 * issue. After a change run `node scripts/make-upgrade-fixture.ts`.
 */
export const upgradeFrom = "f32b3e9";
