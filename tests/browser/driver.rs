//! Just enough of the WebDriver protocol (W3C) to go through pages as a reader does.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::Agent;

/// How often something that takes the browser a moment is looked for, and how long it is waited between.
const TRIES: usize = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// The key under which the protocol names elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Whether pages may run scripts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Script {
    On,
    Off,
}

/// A browser of its own, with nothing remembered.
pub struct Browser {
    driver: Child,
    session: String,
    agent: Agent,
    _profile: TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser; the driver does not always do so by itself.
        let _ = self.agent.delete(&self.session).call();
        self.driver.kill().unwrap();
        self.driver.wait().unwrap();
    }
}

impl Browser {
    /// Starts the driver, and tells the port it listens on; `None` where it ends at once.
    fn driver() -> Result<Option<(Child, u16)>, String> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| "chromedriver is missing".to_owned())?;
        let lines = BufReader::new(driver.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let port = lines
            .filter_map(|line| line.split("successfully on port ").nth(1).map(str::to_owned))
            .find_map(|rest| rest.trim_end_matches('.').parse::<u16>().ok());
        if port.is_none() {
            let _ = driver.wait();
        }
        Ok(port.map(|port| (driver, port)))
    }

    /// Starts a browser; says what is missing where there is none.
    pub fn start(script: Script) -> Result<Self, String> {
        // The port that it finds free another process may take before it listens there.
        const ATTEMPTS: usize = 5;
        let mut started = None;
        for _ in 0..ATTEMPTS {
            started = Self::driver()?;
            if started.is_some() {
                break;
            }
        }
        let (driver, port) = started.ok_or("chromedriver does not start")?;
        let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
        let profile = tempfile::tempdir().unwrap();
        let mut arguments = vec![format!("--user-data-dir={}", profile.path().display())];
        // The sandbox of Chromium does not work for root, nor in most containers.
        arguments.extend(
            "--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run \
             --disable-background-networking --disable-component-update --disable-sync --window-size=1280,1000"
                .split_whitespace()
                .map(str::to_owned),
        );
        let scripts = if script == Script::On { 1 } else { 2 };
        let options = json!({
            "args": arguments,
            "prefs": { "profile.managed_default_content_settings.javascript": scripts },
        });
        let capabilities = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let driver_address = format!("http://127.0.0.1:{port}/session");
        let mut answer = agent.post(&driver_address).send(capabilities.to_string()).unwrap();
        let answer: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        let id = answer["value"]["sessionId"]
            .as_str()
            .ok_or_else(|| format!("no browser: {answer}"))?;
        Ok(Self {
            driver,
            session: format!("{driver_address}/{id}"),
            agent,
            _profile: profile,
        })
    }

    fn call(&self, command: &str, body: Option<Value>) -> Result<Value, Value> {
        let address = format!("{}/{command}", self.session);
        let mut answer = match body {
            Some(body) => self.agent.post(&address).send(body.to_string()).unwrap(),
            None => self.agent.get(&address).call().unwrap(),
        };
        let mut value: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        let value = value["value"].take();
        if answer.status().is_success() {
            Ok(value)
        } else {
            Err(value)
        }
    }

    #[track_caller]
    fn expect(&self, command: &str, body: Option<Value>) -> Value {
        self.call(command, body)
            .unwrap_or_else(|fault| panic!("{command}: {fault}"))
    }

    /// Goes to an address.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.expect("url", Some(json!({ "url": address })));
    }

    /// The window's size in pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Light or dark, as the reader's system says.
    pub fn prefer(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features);
    }

    fn devtools(&self, command: &str, parameters: Value) {
        self.expect(
            "goog/cdp/execute",
            Some(json!({ "cmd": command, "params": parameters })),
        );
    }

    fn elements(&self, using: &str, value: &str) -> Vec<String> {
        let found = self.expect("elements", Some(json!({ "using": using, "value": value })));
        let found = found.as_array().unwrap().iter();
        found
            .map(|element| element[ELEMENT].as_str().unwrap().to_owned())
            .collect()
    }

    /// The first element that is found, when it is there.
    #[track_caller]
    fn element(&self, using: &str, value: &str) -> String {
        for _ in 0..TRIES {
            if let Some(first) = self.elements(using, value).into_iter().next() {
                return first;
            }
            std::thread::sleep(PAUSE);
        }
        panic!("nothing on the page is {value}");
    }

    /// How many elements a selector finds on this page.
    pub fn count(&self, selector: &str) -> usize {
        self.elements("css selector", selector).len()
    }

    /// The text of the first element that a selector finds, as it is seen.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let element = self.element("css selector", selector);
        let text = self.expect(&format!("element/{element}/text"), None);
        text.as_str().unwrap().to_owned()
    }

    /// Clicks the first element that a selector finds.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let element = self.element("css selector", selector);
        self.expect(&format!("element/{element}/click"), Some(json!({})));
    }

    /// Clicks the link of this text.
    #[track_caller]
    pub fn click_link(&self, text: &str) {
        let element = self.element("link text", text);
        self.expect(&format!("element/{element}/click"), Some(json!({})));
    }

    /// Opens what can be folded, if it is folded and shown at all.
    pub fn open_details(&self, selector: &str) {
        if self.count(&format!("{selector}[open]")) == 0 {
            self.click(&format!("{selector} > summary"));
        }
    }

    /// Types into a field. Behind a line break, which sends a form, the page that answers is waited for: the field is gone.
    #[track_caller]
    pub fn type_into(&self, selector: &str, text: &str) {
        let element = self.element("css selector", selector);
        let sends = text.ends_with('\n');
        let text = text.replace('\n', "\u{e007}");
        self.expect(&format!("element/{element}/value"), Some(json!({ "text": text })));
        for _ in 0..if sends { TRIES } else { 0 } {
            if self.call(&format!("element/{element}/name"), None).is_err() {
                return;
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Presses a key wherever the reader is.
    pub fn press(&self, key: &str) {
        let actions = [
            json!({ "type": "keyDown", "value": key }),
            json!({ "type": "keyUp", "value": key }),
        ];
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.expect("actions", Some(json!({ "actions": [keyboard] })));
    }

    /// Runs a script as the tester, whether pages may run theirs or not.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.expect("execute/sync", Some(json!({ "script": script, "args": arguments })))
    }

    /// Waits until a picture of a page is there.
    #[track_caller]
    pub fn wait_for_pictures(&self) {
        let image = self.element("css selector", ".picture img");
        for _ in 0..TRIES {
            if self
                .expect(&format!("element/{image}/property/naturalWidth"), None)
                .as_u64()
                .unwrap_or(0)
                > 0
            {
                return;
            }
            std::thread::sleep(PAUSE);
        }
        panic!("the picture of the page does not come");
    }

    /// The findings of axe-core on this page that are serious or critical.
    #[track_caller]
    pub fn axe(&self, axe: &str) -> Vec<String> {
        // The policy of the pages forbids scripts of others, but not those of the driver.
        self.run(axe, json!([]));
        let script = "const done = arguments[0]; axe.run().then((found) => done(found.violations), (fault) => done(String(fault)))";
        let found = self.expect("execute/async", Some(json!({ "script": script, "args": [] })));
        let found = found.as_array().unwrap_or_else(|| panic!("{found}")).iter();
        let serious = found.filter(|one| ["serious", "critical"].contains(&one["impact"].as_str().unwrap_or_default()));
        serious
            .map(|one| format!("{}: {}", one["id"], one["nodes"][0]["html"]))
            .collect()
    }
}
