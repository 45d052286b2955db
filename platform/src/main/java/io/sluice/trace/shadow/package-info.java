/**
 * System calls inside targets. A thread of the target is stopped for one call, which makes a task beside it that shares its
 * memory: the shadow. It serves every further call while the target runs on, and leaves by itself when nobody asks any
 * more. Start at {@link io.sluice.trace.shadow.Shadow}.
 */
package io.sluice.trace.shadow;
