/** Tests of the check of chains: every kind of damage is found, and nothing else is ever thrown. */
package io.sluice.image.verify;
