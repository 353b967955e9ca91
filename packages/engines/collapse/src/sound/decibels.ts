import { deterministicMath } from '@backlot/kernels';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** The sound pressure that full scale stands for: 130 dB SPL, somewhat above what a collapse reaches across a street. */
export const FULL_SCALE_PA = 63.2;

/** Amplitude over amplitude of a level. */
export function fromDecibels(decibels: number): number {
  return deterministicMath.exp(decibels * (Math.LN10 / 20));
}

/** Coefficient of a one-pole low-pass, 0..1. */
export function onePole(cornerHz: number): number {
  return 1 - deterministicMath.exp((-2 * Math.PI * cornerHz) / SAMPLE_RATE_HZ);
}
