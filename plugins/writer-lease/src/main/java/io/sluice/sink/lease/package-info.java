/**
 * Who writes a set in a store that many machines reach, and whether he still lives. A store has no locks that go with their
 * holder: so a holder says who he is, for those on the same machine, and renews what he wrote, for those on others. Start at
 * {@link io.sluice.sink.lease.Holder}.
 */
package io.sluice.sink.lease;
