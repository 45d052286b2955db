/** Tests. */
package io.sluice.file.verify;
