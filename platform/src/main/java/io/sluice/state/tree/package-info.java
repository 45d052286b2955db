/** How tasks belong together: parents, sessions, what they share. */
package io.sluice.state.tree;
