//! Weights that are learned step by step, and the order of what they are learned from.

/// What a step changes at first; the more a weight was changed, the less (AdaGrad).
const RATE: f32 = 0.25;

/// Weights, and the squares of what was changed in each.
pub(super) struct Descent {
    /// The weights so far.
    pub weights: Vec<f32>,
    changed: Vec<f32>,
    /// What draws weights back.
    decay: f32,
}

impl Descent {
    /// So many weights, all of them nothing.
    pub fn new(count: usize, decay: f32) -> Self {
        Self {
            weights: vec![0.0; count],
            changed: vec![1.0; count],
            decay,
        }
    }

    /// Takes a weight a step against an error.
    pub fn step(&mut self, at: usize, error: f32) {
        let slope = error + self.decay * self.weights[at];
        self.changed[at] += slope * slope;
        self.weights[at] -= RATE * slope / self.changed[at].sqrt();
    }

    /// The weights for the model file, a byte each, in so many `steps` to 1.
    pub fn bytes(&self, steps: f32) -> Vec<u8> {
        let steps = self.weights.iter().map(|weight| (weight * steps).round());
        steps.map(|steps| steps.clamp(-127.0, 127.0) as i8 as u8).collect()
    }
}

/// Puts things in an order of no meaning, always the same.
pub(super) fn shuffle<T>(things: &mut [T]) {
    let mut state = 12_345u64;
    for at in (1..things.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        things.swap(at, (state >> 33) as usize % (at + 1));
    }
}
