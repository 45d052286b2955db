/** Tests. */
package io.sluice.validate;
