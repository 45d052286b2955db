/** The peer: a real CRIU, which must take our images for its own. */
package io.sluice.testkit.criu;
