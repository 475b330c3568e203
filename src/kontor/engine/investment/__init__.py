"""Whether an investment pays: net present value and payback of an outlay and what follows it year by year."""

from kontor.engine.investment.returns import Flow, InvestmentError, net_present_value, payback

__all__ = ["Flow", "InvestmentError", "net_present_value", "payback"]
