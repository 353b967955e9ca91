/** Metres a second at 20 °C. */
export const SOUND_SPEED_MS = 343;

// ISO 9613-1 at 20 °C, 50 % humidity and one atmosphere: there its equations 3 to 5 come down to these numbers.
const OXYGEN_HZ = 35_414;
const NITROGEN_HZ = 331.9;
const CLASSICAL = 1.84e-11;
const OXYGEN = 6.1424e-6;
const NITROGEN = 1.1552e-6;
const DB_PER_NEPER = 8.686;

/** How much air takes from a tone on its way, decibels a metre. Source: ISO 9613-1, at 20 °C and 50 % humidity. */
export function airAbsorptionDbPerM(frequencyHz: number): number {
  const square = frequencyHz * frequencyHz;
  const oxygen = OXYGEN / (OXYGEN_HZ + square / OXYGEN_HZ);
  const nitrogen = NITROGEN / (NITROGEN_HZ + square / NITROGEN_HZ);
  return DB_PER_NEPER * square * (CLASSICAL + oxygen + nitrogen);
}

/** The frequency that air takes 3 dB from over a distance; at most 20 kHz. */
export function airCornerHz(distanceM: number): number {
  let [low, high] = [20, 20_000];
  if (airAbsorptionDbPerM(high) * distanceM <= 3) return high;
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (airAbsorptionDbPerM(middle) * distanceM > 3) high = middle;
    else low = middle;
  }
  return low;
}
