//! A place in a list of words, reached letter by letter.

use fst::raw::{Fst, Node};

/// A place in a list of words.
#[derive(Clone, Copy)]
pub struct Place<'f> {
    node: Node<'f>,
    value: u64,
}

impl<'f> Place<'f> {
    /// The place before all letters.
    pub fn root(list: &'f Fst<&[u8]>) -> Self {
        Self {
            node: list.root(),
            value: 0,
        }
    }

    /// The place behind some letters.
    pub fn behind(self, list: &'f Fst<&[u8]>, letters: &[u8]) -> Option<Self> {
        letters.iter().try_fold(self, |place, &letter| {
            let transition = place.node.transition(place.node.find_input(letter)?);
            Some(Self {
                node: list.node(transition.addr),
                value: place.value + transition.out.value(),
            })
        })
    }

    /// The places behind each one of some letters, in the order of the letters' codes.
    pub fn ahead(self, list: &'f Fst<&[u8]>, letters: &'f [u8]) -> impl Iterator<Item = (u8, Self)> {
        (0..self.node.len()).filter_map(move |number| {
            let step = self.node.transition(number);
            let place = || Self {
                node: list.node(step.addr),
                value: self.value + step.out.value(),
            };
            letters.contains(&step.inp).then(|| (step.inp, place()))
        })
    }

    /// The value of the word that ends here.
    pub fn word(self) -> Option<u64> {
        self.node
            .is_final()
            .then(|| self.value + self.node.final_output().value())
    }
}
