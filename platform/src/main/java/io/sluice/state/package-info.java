/**
 * What of a stopped tree is not its pages. Each kind of resource has one class that knows how to take it out, into CRIU's
 * message for it; beside it one that puts it back may stand. What has no class here is refused by name.
 */
package io.sluice.state;
