"""Dashboard, daily summary, scorecard and exports."""
